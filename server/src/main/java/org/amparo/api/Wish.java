package org.amparo.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amparo.language.Locales;
import org.jspecify.annotations.Nullable;

/// Which language somebody wishes an answer in, and which they get: the nearest offered one, English if none is
/// near.
///
/// @param tags best first
/// @param byHeader the browser said so, not the address
record Wish(List<String> tags, boolean byHeader) {
    /// As BCP 47 and as people write it (`es_MX`). Longer tags exist on paper only.
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}");

    private static final int MOST = 10;
    private static final int LONGEST_HEADER = 500;

    /// The address first, then the header.
    ///
    /// @throws Refused when `lang` is no language tag
    static Wish of(@Nullable String lang, HttpRequest<?> request) {
        if (lang == null || lang.isEmpty()) {
            return byHeader(request);
        }
        return new Wish(tag(lang).stream().toList(), false);
    }

    static Wish byHeader(HttpRequest<?> request) {
        var header = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null || header.length() > LONGEST_HEADER) {
            return new Wish(List.of(), true);
        }
        try {
            var ranges = Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(Locale.LanguageRange::getRange)
                    .filter(Wish::isTag)
                    .limit(MOST)
                    .toList();
            return new Wish(ranges, true);
        } catch (IllegalArgumentException e) {
            return new Wish(List.of(), true);
        }
    }

    /// One tag in our spelling; empty for `*`, which any language fits.
    ///
    /// @throws Refused when it is no language tag
    static Optional<String> tag(String lang) {
        if (lang.equals("*")) {
            return Optional.empty();
        }
        if (!isTag(lang)) {
            throw Refused.badRequest(
                    "bad-language",
                    "lang is no language tag",
                    "Write one BCP 47 tag such as es, zh-Hant or pt-BR; /api/v1/languages lists those offered.");
        }
        return Optional.of(Locales.canonical(lang));
    }

    static boolean isTag(String text) {
        return text.length() <= 35 && TAG.matcher(text).matches();
    }

    String among(Collection<String> offered) {
        return Locales.nearest(tags, offered).orElse(Locales.SOURCE);
    }
}
