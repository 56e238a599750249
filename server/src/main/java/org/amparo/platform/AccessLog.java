package org.amparo.platform;

import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The access log, off until `org.amparo.access` is set to INFO: the route's template, the status and how many
/// milliseconds it took, and nothing of the request. Where no route is, it says `none`.
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.amparo.access");
    private static final String BEGUN = "amparo.begun";

    @RequestFilter
    void begins(HttpRequest<?> request) {
        if (LOG.isInfoEnabled()) {
            request.setAttribute(BEGUN, System.nanoTime());
        }
    }

    @ResponseFilter
    void ends(HttpRequest<?> request, HttpResponse<?> response) {
        if (LOG.isInfoEnabled()) {
            long took = request.getAttribute(BEGUN, Long.class)
                    .map(begun -> System.nanoTime() - begun)
                    .orElse(0L);
            LOG.info(
                    "{} {} {}",
                    BasicHttpAttributes.getUriTemplate(request).orElse("none"),
                    response.code(),
                    took / 1_000_000);
        }
    }
}
