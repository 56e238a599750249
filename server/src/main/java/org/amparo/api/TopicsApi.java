package org.amparo.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.function.Supplier;
import org.amparo.content.Topic;
import org.jspecify.annotations.Nullable;

/// The menu and the articles behind it.
@ApiResponse(
        responseCode = "400",
        description = Describe.BAD_QUERY,
        content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
@Controller("/api/v1/topics")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TopicsApi {
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Topics")
    record Menu(
            @Schema(description = "the offered language nearest to the one asked for", example = "es")
            String lang,

            Written direction,

            @Schema(description = "number of the release the answer is from")
            int release,

            @Schema(description = "in menu order") List<SectionOfMenu> sections) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Section")
    record SectionOfMenu(
            String id,

            @Schema(description = "what people text to reach it")
            int number,

            String label,

            @Schema(description = "language the label is really in")
            String lang,

            @Schema(description = "in menu order") List<TopicOfMenu> topics) {}

    @Serdeable
    @Schema(name = "TopicLabel")
    record TopicOfMenu(
            @Schema(example = "documents") String id,

            @Schema(description = "its place in the section's menu")
            int number,

            String label,

            @Schema(description = "language the label is really in")
            String lang,

            @Schema(description = "to be shown only to somebody who asked for it: another may be looking")
            boolean sensitive) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Topic")
    record Article(
            String id,

            @Schema(description = "id of the section it belongs to")
            String section,

            @Schema(description = "its place in the section's menu")
            int number,

            String label,

            @Schema(description = "the article, as the line texts it")
            String text,

            @Schema(description = "for readers outside the line's country, where that is another text") @Nullable
            String elsewhere,

            @Schema(description = "language the text is really in")
            String lang,

            Written direction,

            Checked reviewState,

            @Schema(description = "to be shown only to somebody who asked for it: another may be looking")
            boolean sensitive,

            @Schema(description = "the rules behind the text")
            String source,

            @Schema(description = "the line whose numbers fill the text")
            String line,

            @Schema(description = "ISO 3166 code of the country the text is for", example = "RO")
            String country,

            @Schema(description = "number of the release the text is from")
            int release) {}

    private final Editions editions;

    TopicsApi(Editions editions) {
        this.editions = editions;
    }

    @Get
    @Operation(operationId = "topics", summary = "The menu: sections and their topics", tags = Describe.TAG)
    @ApiResponse(responseCode = "200", description = "the menu")
    HttpResponse<Menu> all(
            HttpRequest<?> request,
            @Parameter(description = Describe.LANG) @Nullable @QueryValue String lang,
            @Parameter(description = Describe.LINE) @Nullable @QueryValue String line) {
        var edition = editions.of(line);
        var wish = Wish.of(lang, request);
        var served = wish.among(edition.offered());
        return answer(request, wish, edition.name("topics", served), () -> HttpResponse.ok(menu(edition, served)));
    }

    @Get("/{id}")
    @Operation(operationId = "topic", summary = "One topic's article", tags = Describe.TAG)
    @ApiResponse(responseCode = "200", description = "the article")
    @ApiResponse(
            responseCode = "404",
            description = "there is no such topic",
            content =
                    @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
    HttpResponse<Article> one(
            HttpRequest<?> request,
            @Parameter(description = "a topic's id, as /api/v1/topics lists it", example = "documents") @PathVariable
                    String id,
            @Parameter(description = Describe.LANG) @Nullable @QueryValue String lang,
            @Parameter(description = Describe.LINE) @Nullable @QueryValue String line) {
        var edition = editions.of(line);
        var wish = Wish.of(lang, request);
        var served = wish.among(edition.offered());
        var topic = edition.release().topic(id).orElseThrow(TopicsApi::unknownTopic);
        return answer(request, wish, edition.name(id, served), () -> HttpResponse.ok(article(edition, topic, served)));
    }

    private static <T> HttpResponse<T> answer(
            HttpRequest<?> request, Wish wish, String name, Supplier<MutableHttpResponse<T>> answer) {
        var response = Freshness.answer(request, name, Freshness.MINUTE, answer);
        return wish.byHeader() ? response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE) : response;
    }

    private static Menu menu(Edition edition, String lang) {
        var sections = edition.release().sections().stream()
                .map(section -> {
                    var label = label(edition, section.labelId(), lang);
                    var topics = edition.topics(section.id()).stream()
                            .map(topic -> topicOfMenu(topic, label(edition, topic.labelId(), lang)))
                            .toList();
                    return new SectionOfMenu(section.id(), section.number(), label.text(), label.lang(), topics);
                })
                .toList();
        return new Menu(lang, Written.of(lang), edition.release().number(), sections);
    }

    private static TopicOfMenu topicOfMenu(Topic topic, Words label) {
        return new TopicOfMenu(topic.id(), topic.number(), label.text(), label.lang(), topic.sensitive());
    }

    private static Article article(Edition edition, Topic topic, String lang) {
        var text = edition.article(topic, lang).orElseThrow(TopicsApi::unknownTopic);
        return new Article(
                topic.id(),
                topic.section(),
                topic.number(),
                label(edition, topic.labelId(), lang).text(),
                text.text(),
                edition.elsewhere(topic, lang).map(Words::text).orElse(null),
                text.lang(),
                Written.of(text.lang()),
                Checked.of(text.state()),
                topic.sensitive(),
                topic.source(),
                edition.line().name(),
                edition.line().country(),
                edition.release().number());
    }

    private static Words label(Edition edition, String id, String lang) {
        return edition.words(id, lang).orElseThrow(() -> new IllegalStateException("a label is missing: " + id));
    }

    private static Refused unknownTopic() {
        return Refused.notFound(
                "unknown-topic", "There is no such topic", "Take an id from /api/v1/topics, such as documents.");
    }
}
