package org.amparo.twilio;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.reception.InboundText;

/// Reads the form of an inbound message (twilio.com/docs/messaging/guides/webhook-request) into a text of ours.
/// What we do not need, such as a profile name or a place, ends here.
@Singleton
final class MessageForm {
    private final Lines lines;
    private final InstantSource time;

    MessageForm(Lines lines, InstantSource time) {
        this.lines = lines;
        this.time = time;
    }

    /// What a form can be.
    sealed interface Read {
        record Text(InboundText text) implements Read {}

        record Ignored(OddTexts.Kind why) implements Read {}

        /// @param field is missing or makes no sense
        record Unreadable(String field) implements Read {}
    }

    Read read(Form form) {
        var id = form.anyOf("MessageSid", "SmsMessageSid", "SmsSid").filter(sid -> sid.matches("[A-Za-z0-9]{1,64}"));
        if (id.isEmpty()) {
            return new Read.Unreadable("MessageSid");
        }
        var from = form.text("From");
        if (from.isEmpty()) {
            return new Read.Unreadable("From");
        }
        if (form.text("To").isEmpty() && form.text("MessagingServiceSid").isEmpty()) {
            return new Read.Unreadable("To");
        }
        return switch (Address.read(from.get())) {
            case Address.Read.Senseless() -> new Read.Unreadable("From");
            case Address.Read.Withheld() -> new Read.Ignored(OddTexts.Kind.WITHHELD);
            case Address.Read.NotAPerson() -> new Read.Ignored(OddTexts.Kind.NOT_A_PERSON);
            case Address.Read.Reachable(var address) -> from(address, id.get(), form);
        };
    }

    private Read from(Address from, String id, Form form) {
        if (ofOurs(from).isPresent()) {
            return new Read.Ignored(OddTexts.Kind.OWN_NUMBER);
        }
        return line(form)
                .<Read>map(line -> new Read.Text(
                        new InboundText(id, line, from, body(form), media(form), time.instant(), carrierDid(form))))
                .orElseGet(() -> new Read.Ignored(OddTexts.Kind.UNKNOWN_LINE));
    }

    /// By the number, or by the messaging service whose pool the number belongs to.
    Optional<Line> line(Form form) {
        return form.text("To")
                .flatMap(to -> Address.read(to) instanceof Address.Read.Reachable(var ours) ? ofOurs(ours) : none())
                .or(() -> form.text("MessagingServiceSid").flatMap(lines::byMessagingService));
    }

    /// A line's number is its own on every channel, unless the line names another WhatsApp sender.
    private Optional<Line> ofOurs(Address address) {
        return lines.by(address)
                .or(() -> address.number().flatMap(number -> lines.by(new Address(Address.Kind.PHONE, number.e164()))));
    }

    private static Optional<Line> none() {
        return Optional.empty();
    }

    /// The words typed; where a button or a row of a list was pressed, the number it stands for.
    private static String body(Form form) {
        var pressed = form.anyOf("ListId", "ButtonPayload")
                .map(String::strip)
                .filter(payload -> payload.matches("[0-9]{1,3}"));
        return pressed.or(() -> form.text("Body").map(Base64Text::decoded))
                .or(() -> form.anyOf("ButtonText", "ListTitle"))
                .orElse("");
    }

    /// With Advanced Opt-Out the carrier answers such words itself and says so.
    private static Optional<InboundText.CarrierDid> carrierDid(Form form) {
        return form.text("OptOutType")
                .map(word -> word.strip().toUpperCase(Locale.ROOT))
                .flatMap(word -> Arrays.stream(InboundText.CarrierDid.values())
                        .filter(did -> did.name().equals(word))
                        .findFirst());
    }

    /// Photos, voice, files; a place on the map or a contact's card is none we open either.
    private static boolean media(Form form) {
        return form.text("NumMedia").filter(count -> !count.matches("0+")).isPresent()
                || form.text("Latitude").isPresent();
    }
}
