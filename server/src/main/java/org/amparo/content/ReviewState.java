package org.amparo.content;

/// How far a text has been checked.
public enum ReviewState {
    /// The English it was written in.
    SOURCE,
    /// Drafted by a machine: served only where drafts are switched on.
    MACHINE_DRAFT,
    /// Approved by a named native reviewer.
    REVIEWED;

    public boolean draft() {
        return this == MACHINE_DRAFT;
    }
}
