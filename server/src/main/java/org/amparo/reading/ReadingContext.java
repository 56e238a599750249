package org.amparo.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known before a text is read.
///
/// @param locale the contact's language, if known
/// @param lineOrder the line's language order: decides between tied languages (`rulings.md` 4)
public record ReadingContext(@Nullable String locale, List<String> lineOrder) {
    public ReadingContext {
        lineOrder = List.copyOf(lineOrder);
    }
}
