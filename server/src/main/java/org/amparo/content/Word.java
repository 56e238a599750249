package org.amparo.content;

import java.util.List;

/// A word or phrase of the vocabulary, as people text it.
///
/// @param text the word in its usual spelling; in class CHILD it may hold the token `{age}`
/// @param alone it counts only as the whole message
/// @param ask as a whole message it is asked about before it is acted on
/// @param notFuzzy no typo tolerance: one letter away stands another word
/// @param collidesIn languages in which the same letters mean something harmless; there it counts only when the
///     language of the text is likely the word's own
public record Word(String text, boolean alone, boolean ask, boolean notFuzzy, List<String> collidesIn) {
    public Word {
        collidesIn = List.copyOf(collidesIn);
    }
}
