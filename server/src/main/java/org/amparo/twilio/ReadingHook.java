package org.amparo.twilio;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;

/// `GET /twilio/…`: a number that is set to GET puts numbers and texts into addresses, where they end up in logs.
/// It is refused, and the refusal does not repeat the address.
@Hidden
@Controller("/twilio")
final class ReadingHook {

    @Get("/{+path}")
    HttpResponse<String> refuse(String path) {
        return WebhookDoor.plain(HttpStatus.METHOD_NOT_ALLOWED, "Set the webhook's method to POST.");
    }
}
