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
import java.io.InputStream;
import org.amparo.reception.Inbox;
import org.jspecify.annotations.Nullable;

/// `POST /twilio/messages`: a text somebody sent to a line.
@Hidden
@Controller("/twilio/messages")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TextHook {
    private final TextDoor door;
    private final Inbox inbox;

    TextHook(TextDoor door, Inbox inbox) {
        this.door = door;
        this.inbox = inbox;
    }

    /// 200 once the text is durably accepted. Replies leave through the REST API; only while the database is away
    /// the answer itself says something.
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<String> receive(HttpRequest<?> request, @Nullable @Body InputStream body) {
        return door.open(request, body, text -> answer(inbox.take(text)));
    }

    private static String answer(Inbox.Taken taken) {
        return switch (taken) {
            case Inbox.Taken.Durably() -> TwiML.EMPTY;
            case Inbox.Taken.InJournal(var words) -> TwiML.message(words);
        };
    }
}
