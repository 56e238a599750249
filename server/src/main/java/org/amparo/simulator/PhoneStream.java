package org.amparo.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/// What the page follows: texts both ways as they come and change, the clock, the faults that are on. As
/// server-sent events, or asked again and again where a browser or a proxy has none.
@Controller("/phone/api")
final class PhoneStream {
    /// How often delivery is asked how far texts have got.
    private static final Duration LOOK = Duration.ofMillis(400);
    /// A sign of life after so many looks without news.
    private static final int QUIET_LOOKS = 30;
    /// Enough for every phone on the page.
    private static final int CALLS = 40;

    /// @param version to ask after the next time
    /// @param calls the newest, whether they changed or not
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Update(long version, String now, List<String> faults, List<Text> texts, List<CallApi.Ringing> calls) {}

    @Serdeable
    record Text(
            long seq,
            boolean fromLine,
            String at,
            String phone,
            String line,
            String body,
            int segments,
            String status,
            int code) {
        @Override
        public String toString() {
            return "Text[" + seq + "]";
        }
    }

    private final Feed feed;
    private final Progress progress;
    private final Faults faults;
    private final Calls calls;
    private final InstantSource time;

    PhoneStream(Feed feed, Progress progress, Faults faults, Calls calls, InstantSource time) {
        this.feed = feed;
        this.progress = progress;
        this.faults = faults;
        this.calls = calls;
        this.time = time;
    }

    @Get("/feed")
    @ExecuteOn(TaskExecutors.BLOCKING)
    Update feed(@QueryValue(defaultValue = "0") long after) {
        progress.refresh();
        return update(feed.changes(after));
    }

    @Get("/stream")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<Update>> stream(HttpRequest<?> request, @QueryValue(defaultValue = "0") long after) {
        // A browser that lost the stream says itself what it saw last.
        long seen = request.getHeaders().getFirst("Last-Event-ID", Long.class).orElse(after);
        return Flux.create(
                sink -> Thread.ofVirtual().name("phone stream").start(() -> follow(sink, seen)),
                FluxSink.OverflowStrategy.BUFFER);
    }

    private void follow(FluxSink<Event<Update>> sink, long after) {
        long seen = after;
        int quiet = QUIET_LOOKS;
        long rung = -1;
        try {
            while (!sink.isCancelled()) {
                progress.refresh();
                var changes = feed.changes(seen);
                long ringing = calls.changes();
                if (changes.version() != seen || ringing != rung || quiet >= QUIET_LOOKS) {
                    rung = ringing;
                    seen = changes.version();
                    quiet = 0;
                    sink.next(Event.of(update(changes)).id(Long.toString(seen)));
                }
                feed.await(seen, LOOK);
                quiet++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sink.complete();
    }

    private Update update(Feed.Changes changes) {
        return new Update(
                changes.version(),
                time.instant().toString(),
                Arrays.stream(Fault.values())
                        .filter(faults::isOn)
                        .map(Fault::id)
                        .toList(),
                changes.texts().stream().map(PhoneStream::text).toList(),
                calls.last(CALLS).stream().map(CallApi::ringing).toList());
    }

    private static Text text(PhoneText text) {
        return new Text(
                text.seq(),
                text.fromLine(),
                text.at().toString(),
                text.phone(),
                text.line(),
                text.body(),
                text.segments(),
                text.status(),
                text.code());
    }
}
