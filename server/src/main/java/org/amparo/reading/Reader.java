package org.amparo.reading;

import org.amparo.content.Vocabulary;

/// Reads texts with one vocabulary. Immutable once built (building indexes the vocabulary); safe for many threads.
public interface Reader {
    /// Indexes a vocabulary, which takes a moment; the reader of the one asked for last is at hand, so that the
    /// line and the public API share it.
    static Reader of(Vocabulary vocabulary) {
        return LastReader.of(vocabulary);
    }

    /// What the text says. Never fails, whatever the text holds.
    Reading read(String body, ReadingContext context);
}
