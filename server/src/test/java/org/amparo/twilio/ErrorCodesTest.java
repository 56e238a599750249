package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import org.amparo.delivery.Carrier.Outcome;
import org.amparo.delivery.Carrier.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodesTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/twilio/error-codes.csv", numLinesToSkip = 1)
    void a_code_means_what_the_rules_say(int code, String outcome, Reason reason, String ignored) {
        assertEquals(outcome + " " + reason, words(ErrorCodes.outcome(code)));
        assertEquals(outcome + " " + reason, words(ErrorCodes.outcome(400, code)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 99999, refused, OTHER",
        "400, 0,     refused, OTHER",
        "401, 0,     later,   MISCONFIGURED",
        "403, 0,     later,   MISCONFIGURED",
        "404, 20404, refused, MISCONFIGURED",
        "408, 0,     doubt,   CARRIER_DOWN",
        "429, 0,     later,   TOO_MANY",
        "500, 0,     later,   CARRIER_DOWN",
        "500, 20500, later,   CARRIER_DOWN",
        "502, 0,     doubt,   CARRIER_DOWN",
        "503, 0,     later,   CARRIER_DOWN",
        "504, 0,     doubt,   CARRIER_DOWN",
        "504, 20504, later,   CARRIER_DOWN",
        "503, 21610, refused, OPTED_OUT",
    })
    void without_a_known_code_the_status_tells(int status, int code, String outcome, Reason reason) {
        assertEquals(outcome + " " + reason, words(ErrorCodes.outcome(status, code)));
    }

    @Test
    void what_pumping_protection_holds_waits_longest() {
        var held = assertInstanceOf(Outcome.TryLater.class, ErrorCodes.outcome(30450));
        assertEquals(Duration.ofMinutes(15), held.after());
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.TryLater later -> "later " + later.reason();
            case Outcome.Refused refused -> "refused " + refused.reason();
            case Outcome.InDoubt doubt -> "doubt " + doubt.reason();
            case Outcome.Accepted accepted -> "accepted " + accepted.carrierId();
        };
    }
}
