package org.amparo.reception;

import java.util.List;

/// What follows from one text.
///
/// @param effects in the order in which they are to be done
/// @param keepText the text itself is kept, sealed under the conversation's key
record Decision(Dialogue dialogue, List<Effect> effects, boolean keepText) {
    Decision {
        effects = List.copyOf(effects);
    }
}
