package org.amparo.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/// The API's own description, made from the code by the build.
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Amparo, public information",
                        version = "1",
                        description = "What the line tells people by text, to be read by programs. Nothing here needs"
                                + " a key, and nothing about the asker is kept. Answers carry an ETag; errors are"
                                + " problem details (RFC 9457). Texts marked sensitive are for somebody who asked"
                                + " for them, not for a first page.",
                        license = @License(name = "Apache-2.0")))
@Controller("/api/v1/openapi.yml")
final class DescriptionApi {
    static final String YAML = "application/yaml";

    private final Packed description = Packed.read("/META-INF/swagger/public.yml", YAML);

    @Get
    @Produces(YAML)
    @Operation(operationId = "description", summary = "This description", tags = Describe.TAG)
    @ApiResponse(
            responseCode = "200",
            description = "OpenAPI 3",
            content = @Content(mediaType = YAML, schema = @Schema(type = "string")))
    HttpResponse<byte[]> description(HttpRequest<?> request) {
        return Freshness.answer(request, description.hash(), Freshness.MINUTE, () -> description.answer(request));
    }
}
