package org.amparo.content;

import org.jspecify.annotations.Nullable;

/// What holds for a text in every language.
///
/// @param openly why its first characters need not be neutral; null where they must be
record TextFacts(Phrase phrase, Kind kind, @Nullable String openly, Place place) {
    enum Kind {
        /// A system text or a topic's article: all rules hold.
        TEXT,
        /// A menu label: at most 20 characters, no sentence.
        LABEL,
        /// Appended to an article: no sentence.
        CLAUSE,
        /// Spoken in a call: segments and lock screens do not matter.
        SPOKEN,
        /// A word of the public pages.
        PAGE
    }

    String id() {
        return phrase.id();
    }
}
