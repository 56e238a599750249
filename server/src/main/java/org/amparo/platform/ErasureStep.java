package org.amparo.platform;

import java.util.UUID;

/// What one room does so that nothing of a contact is left. Every room that stores personal data brings one; all
/// run in one transaction, in rising [#order()]. Running one twice does no harm.
public interface ErasureStep {
    int FIRST = 0;
    int LAST = 100;

    void erase(UUID contact);

    /// Lower ones run first: rows that lean on others before those.
    default int order() {
        return FIRST;
    }
}
