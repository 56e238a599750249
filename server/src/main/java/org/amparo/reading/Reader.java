package org.amparo.reading;

/// Reads texts with one vocabulary. Immutable once built (building indexes the vocabulary); safe for many threads.
public interface Reader {
    /// What the text says. Never fails, whatever the text holds.
    Reading read(String body, ReadingContext context);
}
