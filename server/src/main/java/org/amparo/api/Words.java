package org.amparo.api;

import org.amparo.content.ReviewState;
import org.amparo.language.Locales;

/// Some words and the language they are really in.
public record Words(String text, String lang, ReviewState state) {
    /// As in the HTML attribute `dir`.
    public String dir() {
        return Locales.direction(lang).attribute();
    }
}
