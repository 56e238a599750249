package org.amparo.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// What is wrong with a request and how to mend it (RFC 9457). Never holds anything of the request itself.
@Serdeable
@Schema(name = "Problem", description = "what is wrong with a request and how to mend it (RFC 9457)")
record Problem(
        @Schema(description = "about:blank where the status says it all, else a name of the problem for programs")
        String type,

        String title,
        int status,

        @Schema(description = "how to mend it, in words for a person")
        String detail) {
    static final MediaType MEDIA_TYPE = MediaType.of(MediaType.APPLICATION_JSON_PROBLEM);

    static Problem named(HttpStatus status, String name, String title, String mend) {
        return new Problem("urn:amparo:problem:" + name, title, status.getCode(), mend);
    }

    /// A problem that the status names already.
    static Problem of(HttpStatus status, String mend) {
        return new Problem("about:blank", status.getReason(), status.getCode(), mend);
    }
}
