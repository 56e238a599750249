package org.amparo.simulator;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.serde.annotation.Serdeable;

/// What is wrong with a request and how to mend it (RFC 9457).
@Serdeable
record Problem(String type, String title, int status, String detail) {
    static HttpResponse<?> badRequest(String title, String mend) {
        return HttpResponse.badRequest(new Problem("about:blank", title, HttpStatus.BAD_REQUEST.getCode(), mend))
                .contentType(MediaType.of("application/problem+json"));
    }
}
