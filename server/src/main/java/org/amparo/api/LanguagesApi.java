package org.amparo.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import org.amparo.language.Locales;
import org.jspecify.annotations.Nullable;

/// Which languages the information is offered in.
@ApiResponse(
        responseCode = "400",
        description = Describe.BAD_QUERY,
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@Controller("/api/v1/languages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LanguagesApi {
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Languages")
    record Offer(
            @Schema(description = "number of the release the answer is from")
            int release,

            @Schema(description = "in the order of the line's menu")
            List<Language> languages) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Language")
    record Language(
            @Schema(description = "BCP 47 tag", example = "es")
            String tag,

            @Schema(description = "its name in itself", example = "Español")
            String ownName,

            @Schema(description = "its English name", example = "Spanish")
            String englishName,

            Written direction,

            Checked reviewState,

            @Schema(description = "every topic exists in it")
            boolean complete) {}

    private final Editions editions;

    LanguagesApi(Editions editions) {
        this.editions = editions;
    }

    @Get
    @Operation(operationId = "languages", summary = "Languages the information is offered in", tags = Describe.TAG)
    @ApiResponse(responseCode = "200", description = "the languages")
    HttpResponse<Offer> all(
            HttpRequest<?> request, @Parameter(description = Describe.LINE) @Nullable @QueryValue String line) {
        var edition = editions.of(line);
        return Freshness.answer(request, edition.name(), Freshness.MINUTE, () -> HttpResponse.ok(offer(edition)));
    }

    private static Offer offer(Edition edition) {
        var reviewed = edition.release().offered(false);
        var complete = edition.release().complete(edition.drafts());
        return new Offer(
                edition.release().number(),
                inOrder(edition).stream()
                        .map(tag -> new Language(
                                tag,
                                Locales.ownName(tag),
                                Locales.englishName(tag),
                                Written.of(tag),
                                state(tag, reviewed),
                                complete.contains(tag)))
                        .toList());
    }

    private static Checked state(String tag, List<String> reviewed) {
        if (tag.equals(Locales.SOURCE)) {
            return Checked.SOURCE;
        }
        return reviewed.contains(tag) ? Checked.REVIEWED : Checked.MACHINE_DRAFT;
    }

    /// Offered languages, the line's own order first.
    static List<String> inOrder(Edition edition) {
        var order = new ArrayList<>(edition.line().languageOrder());
        order.retainAll(edition.offered());
        edition.offered().stream().filter(tag -> !order.contains(tag)).forEach(order::add);
        return order;
    }
}
