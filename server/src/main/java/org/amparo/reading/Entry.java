package org.amparo.reading;

import org.amparo.content.WordClass;
import org.jspecify.annotations.Nullable;

/// What a listed phrase stands for, in one language. The same letters may stand for several things.
///
/// @param kind its class; null for a topic keyword or a word that only tells the language
/// @param topic the topic a keyword asks for
/// @param language the number of its language in the vocabulary
/// @param romanised spelt in Latin letters though the language has its own
/// @param alone counts only as the whole message
/// @param ask is asked about before it is acted on
/// @param notFuzzy no typo tolerance
/// @param collides bit set of languages in which the letters mean something harmless
/// @param letters how many letters, spaces and marks aside
/// @param words how many words; 1 in writings without spaces
/// @param aged a pattern that holds an age
/// @param joined the phrase written without its spaces
record Entry(
        @Nullable WordClass kind,
        @Nullable String topic,
        int language,
        boolean romanised,
        boolean alone,
        boolean ask,
        boolean notFuzzy,
        long collides,
        int letters,
        int words,
        boolean aged,
        boolean joined) {

    boolean is(WordClass wanted) {
        return kind == wanted;
    }

    boolean isCommonWord() {
        return kind == null && topic == null;
    }

    Entry asJoined() {
        return new Entry(kind, topic, language, romanised, alone, ask, notFuzzy, collides, letters, words, aged, true);
    }
}
