package org.amparo.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import com.twilio.type.Twiml;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.DeliveryReport;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends through Twilio's REST API. Each call goes out once; whether to try again is the outbox's decision.
/// Thread-safe.
@Singleton
@Requires(property = "twilio.account-sid")
final class TwilioCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioCarrier.class);

    /// Prefixes that WhatsApp refuses beside those of the line (`twilio/rules.md` 10).
    private static final List<String> WHATSAPP_REFUSES = List.of("+7978", "+850");

    /// Seconds Twilio takes for a validity.
    private static final int LONGEST_VALIDITY = 36_000;

    private static final Duration TEMPLATE_VALIDITY = Duration.ofHours(1);
    private static final int RING_SECONDS = 30;

    private final TwilioRestClient client;
    private final TwilioSettings settings;
    private final PublicUrl publicUrl;
    private final TwilioCopies copies;

    TwilioCarrier(TwilioRestClient client, TwilioSettings settings, PublicUrl publicUrl) {
        this.client = client;
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.copies = new TwilioCopies(client);
    }

    @Override
    public Outcome send(Outbound message) {
        if (!served(message)) {
            return new Outcome.Refused(Reason.NOT_SERVED, 0);
        }
        try {
            return switch (message) {
                case Outbound.FreeText text -> send(text);
                case Outbound.Template template -> send(template);
                case Outbound.AlertCall call -> ring(call);
            };
        } catch (OneShotHttpClient.NotReached e) {
            return new Outcome.TryLater(Reason.CARRIER_DOWN, 0, Duration.ofSeconds(5));
        } catch (OneShotHttpClient.BrokenOff e) {
            return new Outcome.InDoubt(Reason.CARRIER_DOWN);
        } catch (OneShotHttpClient.Unexplained e) {
            return ErrorCodes.outcome(e.status(), 0);
        } catch (ApiException e) {
            return refusal(e);
        } catch (RuntimeException e) {
            LOG.error(
                    "the carrier's kit failed for {} ({})",
                    message.row(),
                    e.getClass().getName());
            return new Outcome.InDoubt(Reason.OTHER);
        }
    }

    @Override
    public Outcome reported(int code) {
        return ErrorCodes.outcome(code);
    }

    @Override
    public Optional<DeliveryReport> ask(Line line, String carrierId) {
        try {
            if (carrierId.startsWith("CA")) {
                return CallHook.status(Call.fetcher(carrierId)
                                .fetch(client)
                                .getStatus()
                                .toString())
                        .map(status -> new DeliveryReport(Optional.empty(), carrierId, status, 0));
            }
            var message = Message.fetcher(carrierId).fetch(client);
            int code = message.getErrorCode() == null ? 0 : message.getErrorCode();
            return StatusHook.status(message.getStatus().toString())
                    .map(status -> new DeliveryReport(Optional.empty(), carrierId, status, code));
        } catch (RuntimeException e) {
            LOG.warn(
                    "the carrier could not be asked how far a message got ({}); it is asked again",
                    e.getClass().getName());
            return Optional.empty();
        }
    }

    @Override
    public Capabilities capabilities(Line line) {
        return new Capabilities(true, true);
    }

    @Override
    public Removal delete(Line line, String carrierId) {
        return copies.delete(line, carrierId);
    }

    @Override
    public Removal deleteMedia(Line line, String carrierId) {
        return copies.deleteMedia(line, carrierId);
    }

    @Override
    public Listing list(Line line, Direction direction, Instant from, Instant until, Optional<String> page) {
        return copies.list(line, direction, from, until, page);
    }

    @Override
    public Fetched fetch(Line line, String carrierId) {
        return copies.fetch(line, carrierId);
    }

    private static boolean served(Outbound message) {
        var to = message.to();
        return !to.beginsWithAny(message.line().notServed())
                && !(to.kind() == Address.Kind.WHATSAPP && to.beginsWithAny(WHATSAPP_REFUSES));
    }

    private Outcome send(Outbound.FreeText text) {
        var creator = message(text, text.validity()).setBody(text.body());
        if (settings.withoutFraudCheck(text.conversation())) {
            creator.setRiskCheck(Message.RiskCheck.DISABLE);
        }
        return accepted(creator.create(client));
    }

    private Outcome send(Outbound.Template template) {
        var creator = message(template, TEMPLATE_VALIDITY).setContentSid(template.templateId());
        if (!template.variables().isEmpty()) {
            creator.setContentVariables(variables(template.variables()));
        }
        return accepted(creator.create(client));
    }

    private MessageCreator message(Outbound message, Duration validity) {
        var creator = from(message.line(), message.to())
                .setStatusCallback(publicUrl.of("/twilio/message-status?row=" + message.reportToken()))
                .setValidityPeriod(Math.clamp(validity.toSeconds(), 1, LONGEST_VALIDITY))
                .setSmartEncoded(false);
        creator.setContentRetention(Message.ContentRetention.forValue(settings.contentRetention()));
        creator.setAddressRetention(Message.AddressRetention.forValue(settings.addressRetention()));
        return creator;
    }

    /// WhatsApp has a sender of its own; everything else leaves from the line's number, or from the messaging
    /// service that holds it.
    private static MessageCreator from(Line line, Address to) {
        var recipient = new PhoneNumber(to.carrierForm());
        if (to.kind() == Address.Kind.WHATSAPP) {
            var sender = line.whatsapp()
                    .map(Address::carrierForm)
                    .orElse("whatsapp:" + line.number().e164());
            return new MessageCreator(recipient, new PhoneNumber(sender), "");
        }
        return line.messagingService()
                .map(service -> new MessageCreator(recipient, service, ""))
                .orElseGet(() -> new MessageCreator(
                        recipient, new PhoneNumber(line.number().e164()), ""));
    }

    private String variables(Map<String, String> variables) {
        try {
            return client.getObjectMapper().writeValueAsString(variables);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome ring(Outbound.AlertCall call) {
        if (call.to().number().isEmpty()) {
            return new Outcome.Refused(Reason.NOT_A_MOBILE, 0);
        }
        var row = "?row=" + call.reportToken();
        var twiml = TwiML.asking(
                TwiML.say(SpokenLanguages.of(call.locale()), call.sentence()),
                publicUrl.of("/twilio/calls/alert" + row).toString());
        var made = Call.creator(
                        new PhoneNumber(call.to().number().get().e164()),
                        new PhoneNumber(call.line().number().e164()),
                        new Twiml(twiml))
                .setTimeout(RING_SECONDS)
                .setStatusCallback(publicUrl.of("/twilio/calls/status" + row))
                .create(client);
        return new Outcome.Accepted(made.getSid(), Optional.empty());
    }

    private static Outcome accepted(Message made) {
        var segments = Optional.ofNullable(made.getNumSegments())
                .filter(count -> count.matches("[1-9][0-9]?"))
                .map(Integer::parseInt);
        return new Outcome.Accepted(made.getSid(), segments);
    }

    private static Outcome refusal(ApiException e) {
        var status = e.getStatusCode();
        if (status == null) {
            // an answer that is no answer of Twilio's: it may follow a message that was taken
            return new Outcome.InDoubt(Reason.OTHER);
        }
        var code = e.getCode();
        return ErrorCodes.outcome(status, code == null ? 0 : code);
    }
}
