package org.amparo.twilio;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.inject.Named;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amparo.reception.InboundText;
import org.amparo.reception.Inbox;
import org.amparo.reception.StaticAnswers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /twilio/fallback`: a text whose first address failed, here or on another node. The text is taken in all
/// the same, for a short while; the person is answered whether or not that worked.
@Hidden
@Controller("/twilio/fallback")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FallbackHook {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackHook.class);

    /// Twilio waits 15 s for the whole exchange.
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TextDoor door;
    private final Inbox inbox;
    private final StaticAnswers answers;
    private final ExecutorService threads;

    FallbackHook(
            TextDoor door, Inbox inbox, StaticAnswers answers, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.door = door;
        this.inbox = inbox;
        this.answers = answers;
        this.threads = threads;
    }

    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<String> receive(HttpRequest<?> request, @Nullable @Body InputStream body) {
        return door.open(request, body, text -> TwiML.message(answer(text)));
    }

    private String answer(InboundText text) {
        var taking = threads.submit(() -> inbox.take(text));
        try {
            return switch (taking.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                case Inbox.Taken.Durably() -> answers.answer(text);
                case Inbox.Taken.InJournal(var words) -> words;
            };
        } catch (TimeoutException e) {
            LOG.warn("a text at the fallback is not taken in after {}: answered; it is still being tried", PATIENCE);
        } catch (ExecutionException e) {
            LOG.error(
                    "a text at the fallback could be kept nowhere ({}): answered; the carrier still holds it",
                    e.getCause() == null ? "?" : e.getCause().getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answers.answer(text);
    }
}
