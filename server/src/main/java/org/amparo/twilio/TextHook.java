package org.amparo.twilio;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
    private final WebhookDoor door;
    private final MessageForm messages;
    private final Inbox inbox;
    private final OddTexts odd;

    TextHook(WebhookDoor door, MessageForm messages, Inbox inbox, OddTexts odd) {
        this.door = door;
        this.messages = messages;
        this.inbox = inbox;
        this.odd = odd;
    }

    /// 200 once the text is durably accepted. Replies leave through the REST API; only while the database is away
    /// the answer itself says something.
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<String> receive(HttpRequest<?> request, @Nullable @Body InputStream body) {
        return door.open(request, body, this::accept);
    }

    private HttpResponse<String> accept(Form form) {
        return switch (messages.read(form)) {
            case MessageForm.Read.Text(var text) -> WebhookDoor.answer(answer(inbox.take(text)));
            case MessageForm.Read.Ignored(var why) -> {
                odd.met(why);
                yield WebhookDoor.answer(TwiML.EMPTY);
            }
            case MessageForm.Read.Unreadable(var field) ->
                WebhookDoor.plain(HttpStatus.BAD_REQUEST, field + " is missing or cannot be read.");
        };
    }

    private static String answer(Inbox.Taken taken) {
        return switch (taken) {
            case Inbox.Taken.Durably() -> TwiML.EMPTY;
            case Inbox.Taken.InJournal(var words) -> TwiML.message(words);
        };
    }
}
