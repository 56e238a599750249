package org.amparo.reading;

import org.amparo.content.Vocabulary;
import org.jspecify.annotations.Nullable;

/// Keeps the reader of the vocabulary that was asked for last. Two threads may build the same one; either serves.
///
/// @param vocabulary told apart by identity: a release always gives the same one
record LastReader(Vocabulary vocabulary, Reader reader) {
    private static volatile @Nullable LastReader last;

    @SuppressWarnings("ReferenceEquality") // comparing 30 vocabularies word by word would cost more than it saves
    static Reader of(Vocabulary vocabulary) {
        var known = last;
        if (known == null || known.vocabulary != vocabulary) {
            known = new LastReader(vocabulary, new WordReader(vocabulary));
            last = known;
        }
        return known.reader;
    }
}
