package org.amparo.api;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Answers every error that nobody else gave words to, whatever the address, with a [Problem]: so no error quotes
/// the request or shows a trace.
@Singleton
@Primary
final class Errors implements ErrorResponseProcessor<Problem> {
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        return response.contentType(Problem.MEDIA_TYPE)
                .body(problem(response, context.getRootCause().orElse(null)));
    }

    static Problem problem(MutableHttpResponse<?> response) {
        return problem(response, RouteAttributes.getException(response).orElse(null));
    }

    private static Problem problem(MutableHttpResponse<?> response, @Nullable Throwable cause) {
        var status = response.status();
        if (cause instanceof UnsatisfiedRouteException missing) {
            var name = missing.getArgument().getName();
            return Problem.named(
                    status, "missing", name + " is missing", "Give " + name + " as /api/v1/openapi.yml says.");
        }
        var allowed = response.getHeaders().get("Allow");
        return Problem.of(
                status,
                switch (status) {
                    case NOT_FOUND ->
                        "There is nothing at this address; /api/v1/openapi.yml tells what the public API has.";
                    case METHOD_NOT_ALLOWED ->
                        "This address does not take that method"
                                + (allowed == null
                                        ? "."
                                        : ": use " + String.join(" or ", allowed.split(",", -1)) + ".");
                    case NOT_ACCEPTABLE ->
                        "The answer comes in another form than Accept asks for: leave Accept out; the API answers in"
                                + " application/json, its description in application/yaml.";
                    case REQUEST_ENTITY_TOO_LARGE -> "The request is too large: send less in one.";
                    case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json, in UTF-8.";
                    default ->
                        status.getCode() < 500
                                ? "The request cannot be read; /api/v1/openapi.yml tells what the public API takes."
                                : "Something failed here, not in the request. Nothing of it was kept: try again in a moment.";
                });
    }
}
