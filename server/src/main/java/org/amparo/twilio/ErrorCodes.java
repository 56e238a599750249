package org.amparo.twilio;

import static org.amparo.delivery.Carrier.Reason.BLOCKED;
import static org.amparo.delivery.Carrier.Reason.CARRIER_DOWN;
import static org.amparo.delivery.Carrier.Reason.FILTERED;
import static org.amparo.delivery.Carrier.Reason.HELD_BACK;
import static org.amparo.delivery.Carrier.Reason.MISCONFIGURED;
import static org.amparo.delivery.Carrier.Reason.NOT_A_MOBILE;
import static org.amparo.delivery.Carrier.Reason.NOT_SERVED;
import static org.amparo.delivery.Carrier.Reason.NO_ROUTE;
import static org.amparo.delivery.Carrier.Reason.OPTED_OUT;
import static org.amparo.delivery.Carrier.Reason.OTHER;
import static org.amparo.delivery.Carrier.Reason.SENDER_UNUSABLE;
import static org.amparo.delivery.Carrier.Reason.SESSION_CLOSED;
import static org.amparo.delivery.Carrier.Reason.TOO_MANY;
import static org.amparo.delivery.Carrier.Reason.UNKNOWN_NUMBER;
import static org.amparo.delivery.Carrier.Reason.UNREACHABLE;

import java.time.Duration;
import java.util.Map;
import org.amparo.delivery.Carrier.Outcome;
import org.amparo.delivery.Carrier.Reason;

/// What Twilio's error codes mean for a message of ours, whether an API call or a report brings them
/// (`twilio/rules.md` 8, twilio.com/docs/api/errors). How long to wait is ours; the outbox adds its own back-off.
final class ErrorCodes {
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MINUTES = Duration.ofMinutes(10);
    private static final Duration HELD = Duration.ofMinutes(15);

    /// @param after how long until the same message may be tried again; negative: never
    private record Row(Reason reason, Duration after) {}

    private static final Map<Integer, Row> TABLE = Map.ofEntries(
            // not processed, too many at once; the queue before a sender is full
            later(20429, TOO_MANY, SECONDS),
            later(21611, TOO_MANY, MINUTE),
            later(30001, TOO_MANY, MINUTE),
            later(63017, TOO_MANY, MINUTE),
            later(63018, TOO_MANY, MINUTE),
            later(20500, CARRIER_DOWN, SECONDS),
            later(20503, CARRIER_DOWN, SECONDS),

            // the account itself; a person mends it, and what waits is not lost meanwhile
            later(20003, MISCONFIGURED, MINUTE),
            later(20005, MISCONFIGURED, MINUTE),
            later(30002, MISCONFIGURED, MINUTE),

            // where to
            never(21408, NOT_SERVED),
            never(21215, NOT_SERVED),
            never(21612, NO_ROUTE),
            never(21614, NOT_A_MOBILE),
            never(21635, NOT_A_MOBILE),
            never(30006, NOT_A_MOBILE),
            never(21211, UNKNOWN_NUMBER),
            never(21217, UNKNOWN_NUMBER),
            never(30005, UNKNOWN_NUMBER),
            never(63003, UNKNOWN_NUMBER),
            never(63024, UNKNOWN_NUMBER),
            later(30003, UNREACHABLE, MINUTES),

            // a person's or a network's no
            never(21610, OPTED_OUT),
            never(30004, BLOCKED),
            never(21216, BLOCKED),
            never(30007, FILTERED),
            later(30008, OTHER, MINUTE),

            // from where
            never(21606, SENDER_UNUSABLE),
            never(21212, SENDER_UNUSABLE),
            never(21210, SENDER_UNUSABLE),
            never(21659, SENDER_UNUSABLE),
            never(21660, SENDER_UNUSABLE),
            never(21703, SENDER_UNUSABLE),
            never(63007, SENDER_UNUSABLE),
            never(30032, SENDER_UNUSABLE),
            never(30034, SENDER_UNUSABLE),
            never(30441, SENDER_UNUSABLE),
            later(30035, SENDER_UNUSABLE, MINUTES),

            // held back: pumping protection, quiet hours
            later(30450, HELD_BACK, HELD),
            later(30453, HELD_BACK, HELD),
            never(30610, HELD_BACK),
            never(30615, HELD_BACK),

            // WhatsApp outside the 24 hours
            never(63016, SESSION_CLOSED),

            // how we, or the account, are set up
            never(21602, MISCONFIGURED),
            never(21603, MISCONFIGURED),
            never(21604, MISCONFIGURED),
            never(21609, MISCONFIGURED),
            never(21617, MISCONFIGURED),
            never(21655, MISCONFIGURED),
            never(21656, MISCONFIGURED),
            never(23001, MISCONFIGURED),
            never(23002, MISCONFIGURED),
            never(23003, MISCONFIGURED),
            never(23004, MISCONFIGURED),
            never(23005, MISCONFIGURED),
            never(23006, MISCONFIGURED),
            never(30893, MISCONFIGURED),
            never(30909, MISCONFIGURED),
            never(30923, MISCONFIGURED));

    private ErrorCodes() {}

    /// What a code alone tells; an unknown one is a refusal without a known reason.
    static Outcome outcome(int code) {
        var row = TABLE.getOrDefault(code, new Row(OTHER, Duration.ofSeconds(-1)));
        return row.after().isNegative()
                ? new Outcome.Refused(row.reason(), code)
                : new Outcome.TryLater(row.reason(), code, row.after());
    }

    /// What an answer of the API tells.
    ///
    /// @param status of HTTP, 400 or above
    /// @param code 0 when the answer held none
    static Outcome outcome(int status, int code) {
        if (TABLE.containsKey(code)) {
            return outcome(code);
        }
        if (status >= 500) {
            // A gateway's own page: what stands behind it may have taken the message. Otherwise Twilio says that it
            // failed, and its kit repeats such a request by itself.
            boolean gateway = code == 0 && (status == 502 || status == 504);
            return gateway ? new Outcome.InDoubt(CARRIER_DOWN) : new Outcome.TryLater(CARRIER_DOWN, code, SECONDS);
        }
        return switch (status) {
            case 401, 403 -> new Outcome.TryLater(MISCONFIGURED, code, MINUTE);
            case 404, 405 -> new Outcome.Refused(MISCONFIGURED, code);
            case 408 -> new Outcome.InDoubt(CARRIER_DOWN);
            case 429 -> new Outcome.TryLater(TOO_MANY, code, SECONDS);
            default -> new Outcome.Refused(OTHER, code);
        };
    }

    private static Map.Entry<Integer, Row> later(int code, Reason reason, Duration after) {
        return Map.entry(code, new Row(reason, after));
    }

    private static Map.Entry<Integer, Row> never(int code, Reason reason) {
        return Map.entry(code, new Row(reason, Duration.ofSeconds(-1)));
    }
}
