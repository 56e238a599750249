package org.amparo.alarms;

/// What lies on this machine alone until the database is there, such as the journal.
public interface LocalBacklog {
    /// Needs no database.
    boolean holds();
}
