package org.amparo.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What holds for the whole API: reading from any site's pages is allowed, a parameter is given once, and every
/// error, whoever found it, is a [Problem].
@ServerFilter("/api/**")
final class ApiDoor {
    private static final List<String> ONCE = List.of("lang", "line", "q");

    @RequestFilter
    @Nullable
    HttpResponse<?> before(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.OPTIONS) {
            // nothing that is answered here passes the filter of answers
            return HttpResponse.noContent()
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                    .header(
                            HttpHeaders.ALLOW,
                            "GET, HEAD, OPTIONS" + (request.getPath().endsWith("/answers") ? ", POST" : ""))
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD")
                    .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match")
                    .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400");
        }
        for (var name : ONCE) {
            if (request.getParameters().getAll(name).size() > 1) {
                throw Refused.badRequest(
                        "given-twice", name + " is given more than once", "Give " + name + " once, or leave it out.");
            }
        }
        return null;
    }

    @ResponseFilter
    void after(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var headers = response.getHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (request.getMethod() != HttpMethod.POST) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.ETAG);
        }
        if (response.code() >= 400) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
            if (!(response.body() instanceof Problem)) {
                response.body(Errors.problem(response)).contentType(Problem.MEDIA_TYPE);
            }
        }
    }
}
