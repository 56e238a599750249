package org.amparo.twilio;

import io.micronaut.context.annotation.Property;
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
import org.amparo.platform.FailureKind;
import org.amparo.reception.InboundText;
import org.amparo.reception.Inbox;
import org.amparo.reception.StaticAnswers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /twilio/fallback`: a text whose first address failed, here or on another node. The text is taken in all
/// the same, for a short while, else put aside in the journal. The static text is only for whom no real answer
/// follows soon.
@Hidden
@Controller("/twilio/fallback")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FallbackHook {
    private static final Logger LOG = LoggerFactory.getLogger(FallbackHook.class);

    private final TextDoor door;
    private final Inbox inbox;
    private final StaticAnswers answers;
    private final ExecutorService threads;
    private final Duration patience;

    /// @param patience Twilio waits 15 s for the whole exchange
    FallbackHook(
            TextDoor door,
            Inbox inbox,
            StaticAnswers answers,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads,
            @Property(name = "amparo.fallback-patience", defaultValue = "PT5S") Duration patience) {
        this.door = door;
        this.inbox = inbox;
        this.answers = answers;
        this.threads = threads;
        this.patience = patience;
    }

    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<String> receive(HttpRequest<?> request, @Nullable @Body InputStream body) {
        return door.open(request, body, text -> TwiML.message(answer(text)));
    }

    private String answer(InboundText text) {
        var taking = threads.submit(() -> inbox.take(text));
        try {
            return words(taking.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            LOG.warn("a text at the fallback is not taken in after {}: it goes to the journal", patience);
            return putAside(text);
        } catch (ExecutionException e) {
            LOG.error(
                    "a text at the fallback could be kept nowhere ({}): answered; the carrier still holds it",
                    FailureKind.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answers.answer(text);
    }

    /// Its real answer follows when it was taken, now or before: then nothing is said here.
    private static String words(Inbox.Taken taken) {
        return switch (taken) {
            case Inbox.Taken.Durably() -> "";
            case Inbox.Taken.InJournal(var words) -> words;
        };
    }

    private String putAside(InboundText text) {
        try {
            return words(inbox.putAside(text));
        } catch (RuntimeException e) {
            LOG.error("the journal cannot be written ({}): the carrier still holds the text", FailureKind.of(e));
            return answers.answer(text);
        }
    }
}
