package org.amparo.simulator;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/// The phones are for their own page and for programs. A page of another site, open in the same browser, could else
/// text the line or move its clock.
@ServerFilter("/phone/**")
final class PhoneDoor {
    @RequestFilter
    @Nullable
    HttpResponse<?> before(HttpRequest<?> request) {
        var origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin == null || own(origin, request.getHeaders().get(HttpHeaders.HOST))
                ? null
                : HttpResponse.status(HttpStatus.FORBIDDEN)
                        .body(new Problem(
                                "about:blank",
                                "The phones answer no page of another site",
                                HttpStatus.FORBIDDEN.getCode(),
                                "Open /phone itself, or ask from a program, which sends no Origin."))
                        .contentType(MediaType.of("application/problem+json"));
    }

    private static boolean own(String origin, @Nullable String host) {
        try {
            var site = new URI(origin).getRawAuthority();
            return site != null && site.equalsIgnoreCase(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
