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
import org.amparo.platform.GivingWay;
import org.jspecify.annotations.Nullable;

/// `POST /twilio/message-status`: how far a message of ours has got. Always 200 when signed: a report we cannot
/// use, or for a message we do not know, is no fault of the carrier.
@Hidden
@Controller("/twilio/message-status")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusHook {
    private final WebhookDoor door;
    private final DeliveryReports reports;

    StatusHook(WebhookDoor door, DeliveryReports reports) {
        this.door = door;
        this.reports = reports;
    }

    /// @param row the secret part of the row's callback address
    @Post
    @Consumes(MediaType.ALL)
    HttpResponse<String> receive(
            HttpRequest<?> request, @Nullable @QueryValue String row, @Nullable @Body InputStream body) {
        return door.open(request, body, form -> {
            report(form, row).ifPresent(told -> GivingWay.again(() -> reports.record(told)));
            return WebhookDoor.answer(TwiML.EMPTY);
        });
    }

    private static Optional<DeliveryReport> report(Form form, @Nullable String row) {
        var id = form.anyOf("MessageSid", "SmsSid").filter(sid -> sid.matches("[A-Za-z0-9]{1,64}"));
        var status = form.anyOf("MessageStatus", "SmsStatus").flatMap(StatusHook::status);
        int code = form.text("ErrorCode")
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        return id.flatMap(sid -> status.map(s -> new DeliveryReport(token(row), sid, s, code)));
    }

    static Optional<String> token(@Nullable String row) {
        return Optional.ofNullable(row).filter(text -> text.matches("[A-Za-z0-9_-]{1,128}"));
    }

    /// Twilio's words for the status of a message; those of inbound messages mean nothing here.
    static Optional<DeliveryStatus> status(String word) {
        return Optional.ofNullable(
                switch (word.toLowerCase(Locale.ROOT)) {
                    case "accepted", "scheduled", "queued", "sending" -> DeliveryStatus.SENDING;
                    case "sent" -> DeliveryStatus.SENT;
                    case "delivered", "read" -> DeliveryStatus.DELIVERED;
                    // a part that failed spoils the whole
                    case "undelivered", "partially_delivered" -> DeliveryStatus.UNDELIVERED;
                    case "failed", "canceled" -> DeliveryStatus.FAILED;
                    default -> null;
                });
    }
}
