package org.amparo.reception;

import jakarta.inject.Singleton;
import org.amparo.alarms.LocalBacklog;

/// Texts in this node's journal, which wait for the database.
@Singleton
final class JournalBacklog implements LocalBacklog {
    private final Journal journal;

    JournalBacklog(Journal journal) {
        this.journal = journal;
    }

    @Override
    public boolean holds() {
        return !journal.empty();
    }
}
