package org.amparo.twilio;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.amparo.delivery.DeliveryReport;
import org.amparo.delivery.DeliveryReports;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.delivery.KeyPresses;
import org.amparo.platform.GivingWay;
import org.jspecify.annotations.Nullable;

/// `POST /twilio/calls…`: somebody rings a line, or a call of ours goes its way.
@Hidden
@Controller("/twilio/calls")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CallHook {
    private final WebhookDoor door;
    private final NeutralLine neutral;
    private final DeliveryReports reports;
    private final KeyPresses keys;
    private final RungLines rung;

    CallHook(WebhookDoor door, NeutralLine neutral, DeliveryReports reports, KeyPresses keys, RungLines rung) {
        this.door = door;
        this.neutral = neutral;
        this.reports = reports;
        this.keys = keys;
        this.rung = rung;
    }

    /// A contact's call: one neutral sentence, then the end. Nothing of it is kept, here or at the carrier.
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<String> receive(HttpRequest<?> request, @Nullable @Body InputStream body) {
        return door.open(request, body, form -> {
            callId(form).ifPresent(id -> rung.by(form, id));
            return WebhookDoor.answer(neutral.spoken(form));
        });
    }

    /// A key pressed in an alert call: whoever queued the call decides what it means. Nobody, or a machine, presses
    /// none, and the call ends without anything accepted.
    ///
    /// @param row the secret part of the row's callback address
    @Post("/alert")
    @Consumes(MediaType.ALL)
    HttpResponse<String> pressed(
            HttpRequest<?> request, @Nullable @QueryValue String row, @Nullable @Body InputStream body) {
        return door.open(
                request,
                body,
                form -> WebhookDoor.answer(StatusHook.token(row)
                        .filter(_ -> !machine(form))
                        .flatMap(token -> form.text("Digits")
                                .filter(digits -> digits.matches("[0-9*#]"))
                                .flatMap(digits -> GivingWay.again(() -> keys.press(token, digits.charAt(0)))))
                        .map(spoken -> TwiML.spoken(TwiML.say(SpokenLanguages.of(spoken.locale()), spoken.sentence())))
                        .orElse(TwiML.HANG_UP)));
    }

    private static Optional<String> callId(Form form) {
        return form.text("CallSid").filter(sid -> sid.matches("[A-Za-z0-9]{1,64}"));
    }

    private static boolean machine(Form form) {
        return form.text("AnsweredBy")
                .filter(who -> who.startsWith("machine") || who.equals("fax"))
                .isPresent();
    }

    /// How far an alert call has got.
    ///
    /// @param row the secret part of the row's callback address
    @Post("/status")
    @Consumes(MediaType.ALL)
    HttpResponse<String> report(
            HttpRequest<?> request, @Nullable @QueryValue String row, @Nullable @Body InputStream body) {
        return door.open(request, body, form -> {
            var id = callId(form);
            var status = form.text("CallStatus").flatMap(CallHook::status);
            id.flatMap(sid -> status.map(s -> new DeliveryReport(StatusHook.token(row), sid, s, 0)))
                    .ifPresent(told -> GivingWay.again(() -> reports.record(told)));
            return WebhookDoor.answer(TwiML.EMPTY);
        });
    }

    /// Twilio's words for the status of a call. *Completed* means that something picked up, machine or person.
    static Optional<DeliveryStatus> status(String word) {
        return Optional.ofNullable(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "queued", "initiated", "ringing" -> DeliveryStatus.SENDING;
                    case "in-progress" -> DeliveryStatus.SENT;
                    case "completed" -> DeliveryStatus.DELIVERED;
                    case "busy", "no-answer" -> DeliveryStatus.UNDELIVERED;
                    case "failed", "canceled" -> DeliveryStatus.FAILED;
                    default -> null;
                });
    }
}
