package org.amparo.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.InputStream;
import java.util.List;
import org.amparo.content.Release;
import org.amparo.reading.Reader;
import org.amparo.reading.ReadingContext;
import org.jspecify.annotations.Nullable;

/// Reads a text as the line would, for somebody of whom nothing is known. The text is read in memory and forgotten.
@ApiResponse(
        responseCode = "400",
        description = "the text is missing, or something else makes no sense",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@ApiResponse(
        responseCode = "413",
        description = "the text is too large",
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@Controller("/api/v1/answers")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnswersApi {
    /// Bytes of a body, characters of a text in an address.
    static final int LARGEST = 8 * 1024;

    @Serdeable
    @Schema(name = "Kind", description = "danger: somebody may be in danger now, show the emergency number first")
    enum Kind {
        @JsonProperty("topic")
        TOPIC,
        @JsonProperty("command")
        COMMAND,
        @JsonProperty("danger")
        DANGER,
        @JsonProperty("greeting")
        GREETING,
        @JsonProperty("unclear")
        UNCLEAR
    }

    // described here, read by Asked
    @Schema(name = "Question")
    record Question(
            @Schema(
                    description = "the text, in any language and script",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "they took my passport")
            String text,

            @Schema(description = "BCP 47 tag of the writer's language, if it is known", nullable = true) @Nullable
            String lang) {
        @Override
        public String toString() {
            return "Question[]";
        }
    }

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Answer")
    record Answer(
            @Schema(
                    description = "language of the text, or the one it names; the one that was told when the text shows"
                            + " none, else und")
            String lang,

            @Schema(
                    description = "1: the text is in that language; 1/n: in one of n; half of that: it looks so; 0:"
                            + " nothing shows",
                    minimum = "0",
                    maximum = "1")
            double confidence,

            Kind kind,

            @Schema(
                    description = "ids of topics, best first; or names of commands, more than one when it may be"
                            + " either; danger for danger; else empty")
            List<String> names) {}

    private record Built(Release release, Reader reader) {}

    private final Editions editions;
    private @Nullable Built built;

    AnswersApi(Editions editions) {
        this.editions = editions;
    }

    @Post
    @Operation(operationId = "answer", summary = "What a text asks for; nothing is kept", tags = Describe.TAG)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Question.class)))
    @ApiResponse(responseCode = "200", description = "what was read")
    HttpResponse<Answer> posted(
            @Parameter(hidden = true) @Nullable @Body InputStream body,
            @Parameter(description = Describe.LINE) @Nullable @QueryValue String line) {
        return answer(Asked.read(body == null ? InputStream.nullInputStream() : body), line);
    }

    @Get
    @Operation(
            operationId = "answerTo",
            summary = "The same; an address may be kept by what lies between, so better post",
            tags = Describe.TAG)
    @ApiResponse(responseCode = "200", description = "what was read")
    HttpResponse<Answer> asked(
            @Parameter(description = "the text") @QueryValue String q,
            @Parameter(description = "BCP 47 tag of the writer's language, if it is known") @Nullable @QueryValue
                    String lang,
            @Parameter(description = Describe.LINE) @Nullable @QueryValue String line) {
        if (q.length() > LARGEST) {
            throw tooLarge();
        }
        if (q.isBlank()) {
            throw Refused.badRequest("no-text", "q is empty", "Give the text as q, percent-encoded UTF-8.");
        }
        return answer(new Asked(q, Asked.language(lang)), line);
    }

    private HttpResponse<Answer> answer(Asked asked, @Nullable String line) {
        var edition = editions.of(line);
        var context = new ReadingContext(asked.lang(), edition.line().languageOrder());
        var reading = reader(edition.release()).read(asked.text(), context);
        var meaning = Meaning.of(reading);
        return HttpResponse.ok(new Answer(
                        Meaning.language(reading, asked.lang()),
                        Meaning.confidence(reading),
                        meaning.kind(),
                        meaning.names()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Built when it is first asked for; once a release.
    private synchronized Reader reader(Release release) {
        var known = built;
        if (known == null || !known.release().id().equals(release.id())) {
            known = new Built(release, Reader.of(release.vocabulary()));
            built = known;
        }
        return known.reader();
    }

    static Refused tooLarge() {
        return new Refused(Problem.of(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE, "At most 8 kB: send the first part of the text alone."));
    }
}
