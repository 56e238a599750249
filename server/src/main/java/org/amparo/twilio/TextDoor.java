package org.amparo.twilio;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.function.Function;
import org.amparo.reception.InboundText;
import org.jspecify.annotations.Nullable;

/// Opens a webhook that brings a text: what is no text of a person's is answered here, the same on every address.
@Singleton
final class TextDoor {
    private final WebhookDoor door;
    private final MessageForm messages;
    private final OddTexts odd;

    TextDoor(WebhookDoor door, MessageForm messages, OddTexts odd) {
        this.door = door;
        this.messages = messages;
        this.odd = odd;
    }

    /// @param answer the TwiML that answers a text
    HttpResponse<String> open(
            HttpRequest<?> request, @Nullable InputStream body, Function<InboundText, String> answer) {
        return door.open(request, body, form -> switch (messages.read(form)) {
            case MessageForm.Read.Text(var text) -> WebhookDoor.answer(answer.apply(text));
            case MessageForm.Read.Ignored(var why) -> {
                odd.met(why);
                yield WebhookDoor.answer(TwiML.EMPTY);
            }
            case MessageForm.Read.Unreadable(var field) ->
                WebhookDoor.plain(HttpStatus.BAD_REQUEST, field + " is missing or cannot be read.");
        });
    }
}
