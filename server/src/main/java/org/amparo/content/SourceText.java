package org.amparo.content;

import org.jspecify.annotations.Nullable;

/// A text in one locale as the files give it.
///
/// @param translated the English a translation was made from; null for English itself
/// @param reviewers who approved a translation; empty for a draft
/// @param override why it may be longer than its budget; null where it may not
record SourceText(
        String id,
        String locale,
        String pattern,
        ReviewState state,
        @Nullable String translated,
        String reviewers,
        @Nullable String override,
        Place place) {
    static final String ENGLISH = "en";
}
