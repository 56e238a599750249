package org.amparo.content;

import java.util.List;

/// The locales tried for a text.
final class Fallback {
    private Fallback() {}

    static List<String> chain(String locale) {
        int dash = locale.indexOf('-');
        return dash < 0
                ? List.of(locale, SourceText.ENGLISH)
                : List.of(locale, locale.substring(0, dash), SourceText.ENGLISH);
    }
}
