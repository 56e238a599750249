package org.amparo.reading;

import org.amparo.content.Vocabulary;

/// Reads texts with one vocabulary. Immutable once built (building indexes the vocabulary); safe for many threads.
public interface Reader {
    /// Indexes a vocabulary; takes a moment, so keep the reader.
    static Reader of(Vocabulary vocabulary) {
        return new WordReader(vocabulary);
    }

    /// What the text says. Never fails, whatever the text holds.
    Reading read(String body, ReadingContext context);
}
