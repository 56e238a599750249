package org.amparo.simulator;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.CarrierInFront;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.language.Segments;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;

/// Stands before whatever carrier there is and remembers each text the line sent to anyone, for the phones page
/// and for tests. A call that took nothing for sure leaves no trace; one that broke off counts as sent.
@Singleton
final class SentTexts implements BeanCreatedEventListener<Carrier> {
    private final BeanProvider<Feed> feed;

    SentTexts(BeanProvider<Feed> feed) {
        this.feed = feed;
    }

    @Override
    public Carrier onCreated(BeanCreatedEvent<Carrier> event) {
        return remembering(event.getBean(), feed.get());
    }

    static Carrier remembering(Carrier carrier, Feed feed) {
        return new Remembering(carrier, feed);
    }

    /// Our side of that conversation, in the carrier's form for the same kind of address.
    static String ours(Line line, Address.Kind kind) {
        return switch (kind) {
            case PHONE -> line.number().e164();
            case WHATSAPP ->
                line.whatsapp()
                        .map(Address::carrierForm)
                        .orElse("whatsapp:" + line.number().e164());
            case RCS -> "rcs:" + line.number().e164();
        };
    }

    private static final class Remembering extends CarrierInFront {
        private final Feed feed;

        private Remembering(Carrier carrier, Feed feed) {
            super(carrier);
            this.feed = feed;
        }

        @Override
        public Outcome send(Outbound message) {
            long seq = feed.begin();
            try {
                var outcome = carrier.send(message);
                switch (message) {
                    case Outbound.FreeText text -> remember(seq, text, text.body(), outcome);
                    case Outbound.Template template ->
                        remember(seq, template, template.templateId() + " " + template.variables(), outcome);
                    case Outbound.AlertCall _ -> {
                        // a call is no text
                    }
                }
                return outcome;
            } finally {
                feed.ended(seq);
            }
        }

        private void remember(long seq, Outbound message, String body, Outcome outcome) {
            int counted = Segments.count(body).segments();
            switch (outcome) {
                case Outcome.Accepted accepted ->
                    sent(seq, message, body, accepted.segments().orElse(counted), DeliveryStatus.SENDING, 0);
                case Outcome.InDoubt _ -> sent(seq, message, body, counted, DeliveryStatus.SENDING, 0);
                case Outcome.Refused refused ->
                    sent(seq, message, body, counted, DeliveryStatus.FAILED, refused.code());
                case Outcome.TryLater _ -> {
                    // the outbox comes again
                }
            }
        }

        private void sent(long seq, Outbound message, String body, int segments, DeliveryStatus status, int code) {
            feed.sentByLine(
                    seq,
                    message.to().carrierForm(),
                    ours(message.line(), message.to().kind()),
                    body,
                    segments,
                    Optional.of(message.row()),
                    status,
                    code);
        }
    }
}
