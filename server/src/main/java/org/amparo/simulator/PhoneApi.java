package org.amparo.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.jspecify.annotations.Nullable;

/// Texting by program: sends from any phone, and shows what the line sent to anyone.
@Controller("/phone/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PhoneApi {
    private static final int LONGEST = 1_600;
    private static final int MOST = 5_000;

    /// @param line name or number of one of our lines; the first if left out
    /// @param media a picture comes with the text
    @Serdeable
    record Order(
            @Nullable String from,
            @Nullable String body,
            @Nullable String line,
            @Nullable Boolean media) {
        @Override
        public String toString() {
            return "Order[]";
        }
    }

    @Serdeable
    record Sent(String id) {}

    /// A text the line sent.
    @Serdeable
    record Message(long seq, String at, String from, String to, String body, int segments, String status) {
        @Override
        public String toString() {
            return "Message[" + seq + "]";
        }
    }

    /// @param next what to ask after the next time
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Messages(List<Message> messages, long next) {}

    private final InboundTexts texts;
    private final Feed feed;
    private final Progress progress;
    private final Lines lines;

    PhoneApi(InboundTexts texts, Feed feed, Progress progress, Lines lines) {
        this.texts = texts;
        this.feed = feed;
        this.progress = progress;
        this.lines = lines;
    }

    @Post("/texts")
    HttpResponse<?> send(@Body Order order) {
        var from = order.from() == null ? "" : order.from().strip();
        var body = order.body() == null ? "" : order.body();
        boolean media = Boolean.TRUE.equals(order.media());
        if (!sender(from)) {
            return Problem.badRequest(
                    "from is no number a carrier knows",
                    "Write it with + and country code, digits only, such as +447700900201, or whatsapp:+447700900201;"
                            + " a short code has 3 to 6 digits.");
        }
        if (body.isBlank() && !media) {
            return Problem.badRequest("body is empty", "Write what the phone texts, or set media to true.");
        }
        if (body.length() > LONGEST) {
            return Problem.badRequest(
                    "body is too long", "A carrier takes at most 1600 characters: send it in several texts.");
        }
        var line = line(order.line());
        if (line.isEmpty()) {
            return Problem.badRequest("line is not one of ours", "Leave it out, or name one of: " + known() + ".");
        }
        return HttpResponse.accepted().body(new Sent(texts.send(from, line.get(), body, media)));
    }

    @Get("/messages")
    Messages messages(@QueryValue(defaultValue = "0") long after, @QueryValue(defaultValue = "" + MOST) int limit) {
        progress.refresh();
        var sent = feed.after(after).stream()
                .filter(PhoneText::fromLine)
                .limit(Math.clamp(limit, 1, MOST))
                .map(PhoneApi::message)
                .toList();
        return new Messages(sent, sent.isEmpty() ? after : sent.getLast().seq());
    }

    private static Message message(PhoneText text) {
        return new Message(
                text.seq(),
                text.at().toString(),
                text.line(),
                text.phone(),
                text.body(),
                text.segments(),
                text.status());
    }

    /// Whoever can text a line: people, withheld callers, short codes.
    private static boolean sender(String from) {
        return switch (Address.read(from)) {
            case Address.Read.Reachable _, Address.Read.Withheld _ -> true;
            case Address.Read.NotAPerson _ -> from.matches("\\+?[0-9]{3,6}");
            case Address.Read.Senseless _ -> false;
        };
    }

    private Optional<Line> line(@Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return Optional.of(lines.first());
        }
        return lines.named(wanted.strip())
                .or(() -> Address.read(wanted) instanceof Address.Read.Reachable reachable
                        ? lines.by(reachable.address())
                        : Optional.empty());
    }

    private String known() {
        return lines.all().stream().map(Line::name).collect(Collectors.joining(", "));
    }
}
