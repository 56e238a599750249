package org.amparo.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.util.Locale;
import java.util.function.Supplier;

/// Strong `ETag`s, and 304 for those who have the answer already.
///
/// An answer's bytes depend on its compression, which is chosen after us; so the tag of an answer that may be
/// compressed carries what the asker accepts, and any of the forms is known again.
final class Freshness {
    /// An answer may be old by that much: short, so that a mended text is seen soon.
    static final String MINUTE = "public, max-age=60";
    /// Ask each time.
    static final String ASK = "no-cache";

    private Freshness() {}

    /// @param name names the answer's content
    /// @param answer called only when the asker does not have it
    static <T> MutableHttpResponse<T> answer(
            HttpRequest<?> request, String name, String caching, Supplier<MutableHttpResponse<T>> answer) {
        var suffix = suffix(request);
        for (var header : request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH)) {
            for (var known : header.split(",", -1)) {
                var tag = known.strip();
                if (tag.equals("*") || names(tag, name)) {
                    var same = tag.startsWith("\"") ? tag : quoted(name + suffix);
                    return HttpResponse.<T>notModified()
                            .header(HttpHeaders.ETAG, same)
                            .header(HttpHeaders.CACHE_CONTROL, caching);
                }
            }
        }
        return answer.get().header(HttpHeaders.ETAG, quoted(name + suffix)).header(HttpHeaders.CACHE_CONTROL, caching);
    }

    /// Weak comparison (RFC 9110, 13.1.2), whatever the compression.
    private static boolean names(String tag, String name) {
        var strong = tag.startsWith("W/") ? tag.substring(2) : tag;
        return strong.equals(quoted(name)) || strong.matches('"' + name + "-[0-9a-f]{1,8}\"");
    }

    private static String suffix(HttpRequest<?> request) {
        var accepted = request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING);
        return accepted.isEmpty()
                ? ""
                : "-"
                        + Integer.toHexString(String.join(",", accepted)
                                .toLowerCase(Locale.ROOT)
                                .hashCode());
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }
}
