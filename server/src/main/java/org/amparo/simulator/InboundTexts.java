package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.amparo.delivery.CarrierCopies.Direction;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.language.Segments;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;
import org.amparo.platform.Ids;

/// Brings what a phone texts to the line, by the webhook a real carrier would post. If the line does not take it,
/// the fallback address is asked, and what either answers in words reaches the phone.
@Singleton
final class InboundTexts {
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(3);
    private static final int REPEATS = 3;
    static final String STOPPED = "You have been unsubscribed. Reply START to resubscribe.";
    static final String STARTED = "You have been resubscribed. Reply STOP to unsubscribe.";
    static final String HELPED = "Reply STOP to unsubscribe.";

    private final Faults faults;
    private final Errands errands;
    private final Webhooks webhooks;
    private final CarrierMemory memory;
    private final CarrierStore store;
    private final Feed feed;
    private final InstantSource time;
    /// At most one text of a phone waits to be overtaken.
    private final Map<String, Inbound> held = new ConcurrentHashMap<>();

    private record Inbound(
            String id,
            String idempotency,
            long seq,
            String from,
            String to,
            String body,
            boolean media,
            Optional<CarrierMemory.OptOut> optOut) {
        @Override
        public String toString() {
            return "Inbound[" + seq + "]";
        }
    }

    InboundTexts(
            Faults faults,
            Errands errands,
            Webhooks webhooks,
            CarrierMemory memory,
            CarrierStore store,
            Feed feed,
            InstantSource time) {
        this.faults = faults;
        this.errands = errands;
        this.webhooks = webhooks;
        this.memory = memory;
        this.store = store;
        this.feed = feed;
        this.time = time;
    }

    /// Sends a text from a phone; returns once the line has taken or refused it, unless a fault holds it up.
    ///
    /// @param from the carrier's form of the phone's address
    /// @param media a picture comes with it
    /// @return the carrier's id of the text
    String send(String from, Line line, String body, boolean media) {
        var to = SentTexts.ours(line, kind(from));
        long seq = feed.sentByPhone(from, to, body);
        boolean advanced = faults.isOn(Fault.ADVANCED_OPT_OUT);
        var did = memory.heard(from, to, body, time.instant(), advanced || faults.isOn(Fault.CARRIER_STOP_LIST));
        var optOut = advanced ? did : Optional.<CarrierMemory.OptOut>empty();
        var text = new Inbound("SM" + Ids.secret(), Ids.secret(), seq, from, to, body, media, optOut);
        store.keep(new CarrierStore.Stored(text.id(), Direction.INBOUND, to, from, body, media, time.instant()));
        optOut.ifPresent(done -> carrierSays(text, done));
        if (faults.strikes(Fault.INBOUND_LOST)) {
            return text.id();
        }
        if (faults.strikes(Fault.INBOUND_REORDERED)) {
            hold(text);
        } else {
            bring(text);
        }
        return text.id();
    }

    /// The carrier's own answer; it is in no log of ours.
    private void carrierSays(Inbound text, CarrierMemory.OptOut done) {
        var words = switch (done) {
            case STOP -> STOPPED;
            case START -> STARTED;
            case HELP -> HELPED;
        };
        feed.sentByLine(feed.begin(), text.from(), text.to(), words, 1, Optional.empty(), DeliveryStatus.DELIVERED, 0);
    }

    private void hold(Inbound text) {
        var earlier = held.remove(text.from());
        if (earlier != null) {
            bring(text);
            bring(earlier);
            return;
        }
        held.put(text.from(), text);
        errands.add(time.instant().plus(LONGEST_HOLD), text.from(), () -> {
            if (held.remove(text.from(), text)) {
                bring(text);
            }
        });
    }

    private void bring(Inbound text) {
        deliver(text);
        if (faults.strikes(Fault.INBOUND_REPEATED)) {
            for (int i = 1; i < REPEATS; i++) {
                errands.add(time.instant(), text.from(), () -> deliver(text));
            }
        }
    }

    private void deliver(Inbound text) {
        var fields = fields(text);
        var answer = webhooks.post("/twilio/messages", fields, text.idempotency());
        feed.became(text.seq(), answer.taken() ? "received" : "refused", answer.taken() ? 0 : answer.status());
        if (!answer.taken()) {
            answer = webhooks.post("/twilio/fallback", fields, Ids.secret());
        }
        for (var words : answer.taken() ? Twiml.messages(answer.body()) : java.util.List.<String>of()) {
            feed.sentByLine(
                    feed.begin(),
                    text.from(),
                    text.to(),
                    words,
                    Segments.count(words).segments(),
                    Optional.empty(),
                    DeliveryStatus.DELIVERED,
                    0);
        }
    }

    private Map<String, String> fields(Inbound text) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("AccountSid", webhooks.account());
        fields.put("ApiVersion", "2010-04-01");
        fields.put("Body", text.body());
        fields.put("From", text.from());
        fields.put("MessageSid", text.id());
        fields.put("NumMedia", text.media() ? "1" : "0");
        fields.put("NumSegments", Integer.toString(Segments.count(text.body()).segments()));
        fields.put("SmsMessageSid", text.id());
        fields.put("SmsSid", text.id());
        fields.put("SmsStatus", "received");
        fields.put("To", text.to());
        if (text.media()) {
            fields.put("MediaContentType0", "image/jpeg");
            fields.put("MediaUrl0", "https://media.example/" + text.id());
        }
        if (kind(text.from()) == Address.Kind.PHONE) {
            place(fields, "From", text.from());
            place(fields, "To", text.to());
        } else {
            fields.put("MessageType", text.media() ? "image" : "text");
            fields.put("ProfileName", "Somebody");
            fields.put("WaId", text.from().replaceAll("[^0-9]", ""));
        }
        text.optOut().ifPresent(done -> fields.put("OptOutType", done.name()));
        return fields;
    }

    private static void place(Map<String, String> fields, String end, String number) {
        fields.put(end + "City", "");
        fields.put(
                end + "Country",
                new Address(Address.Kind.PHONE, number).country().orElse(""));
        fields.put(end + "State", "");
        fields.put(end + "Zip", "");
    }

    private static Address.Kind kind(String carrierForm) {
        return Address.read(carrierForm) instanceof Address.Read.Reachable reachable
                ? reachable.address().kind()
                : Address.Kind.PHONE;
    }
}
