package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.DeliveryReport;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.platform.Ids;

/// Reports how far a text has got, by signed webhooks to the row's own address: queued, sent, then delivered or
/// undelivered. Faults double, swap, delay and lose them.
@Singleton
final class Reports {
    static final int UNREACHABLE = 30_003;
    private static final Duration LATE = Duration.ofSeconds(30);

    /// A text the carrier took.
    record Taken(String carrierId, String token, UUID row, String from, String to) {
        @Override
        public String toString() {
            return "Taken[" + row + "]";
        }
    }

    private static final int REMEMBERED = 5_000;

    private final Map<String, DeliveryReport> outcomes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DeliveryReport> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Faults faults;
    private final Errands errands;
    private final Webhooks webhooks;
    private final Feed feed;
    private final InstantSource time;

    Reports(Faults faults, Errands errands, Webhooks webhooks, Feed feed, InstantSource time) {
        this.faults = faults;
        this.errands = errands;
        this.webhooks = webhooks;
        this.feed = feed;
        this.time = time;
    }

    /// How a text ended, for whoever asks because no report came.
    Optional<DeliveryReport> outcome(String carrierId) {
        synchronized (outcomes) {
            return Optional.ofNullable(outcomes.get(carrierId));
        }
    }

    /// Plans all reports of one text.
    void plan(Taken text) {
        boolean delivered = !faults.strikes(Fault.UNDELIVERED);
        var last = delivered ? DeliveryStatus.DELIVERED : DeliveryStatus.UNDELIVERED;
        synchronized (outcomes) {
            outcomes.put(
                    text.carrierId(),
                    new DeliveryReport(Optional.empty(), text.carrierId(), last, delivered ? 0 : UNREACHABLE));
        }
        var statuses = List.of("queued", "sent", delivered ? "delivered" : "undelivered");
        if (faults.strikes(Fault.REPORTS_LOST)) {
            return;
        }
        var inOrder = faults.strikes(Fault.REPORTS_REORDERED) ? statuses.reversed() : statuses;
        int times = faults.strikes(Fault.REPORTS_DOUBLED) ? 2 : 1;
        var dueAt = faults.strikes(Fault.REPORTS_LATE) ? time.instant().plus(LATE) : time.instant();
        for (var status : inOrder) {
            var idempotency = Ids.secret();
            for (int i = 0; i < times; i++) {
                errands.add(dueAt, text.carrierId(), () -> post(text, status, idempotency));
            }
        }
    }

    private void post(Taken text, String status, String idempotency) {
        webhooks.post("/twilio/message-status?row=" + text.token(), fields(text, status), idempotency);
        if (status.equals("undelivered")) {
            feed.explain(text.row(), UNREACHABLE);
        }
        var reached = DeliveryStatus.valueOf(status.toUpperCase(Locale.ROOT));
        if (reached.last()) {
            feed.reported(text.row(), reached);
        }
    }

    private Map<String, String> fields(Taken text, String status) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("AccountSid", webhooks.account());
        fields.put("ApiVersion", "2010-04-01");
        fields.put("From", text.from());
        fields.put("To", text.to());
        fields.put("MessageSid", text.carrierId());
        fields.put("MessageStatus", status);
        fields.put("SmsSid", text.carrierId());
        fields.put("SmsStatus", status);
        if (status.equals("undelivered")) {
            fields.put("ErrorCode", Integer.toString(UNREACHABLE));
        }
        return fields;
    }
}
