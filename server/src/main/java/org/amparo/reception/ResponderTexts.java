package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.amparo.contacts.Contact;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.desk.Desk;
import org.amparo.desk.DeskText;
import org.amparo.desk.NewNumbers;
import org.amparo.language.Digits;
import org.amparo.numbers.AddressKey;
import org.amparo.numbers.Addresses;
import org.amparo.reading.ReadingContext;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;

/// Tells texts of people who answer from those of contacts, by their verified number on that line (`rulings.md` 3).
/// Works inside the caller's transaction.
@Singleton
final class ResponderTexts {
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final Addresses addresses;
    private final Responders responders;
    private final Staff staff;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Readers readers;
    private final Desk desk;
    private final NewNumbers newNumbers;

    ResponderTexts(
            Addresses addresses,
            Responders responders,
            Staff staff,
            Contacts contacts,
            Conversations conversations,
            Readers readers,
            Desk desk,
            NewNumbers newNumbers) {
        this.addresses = addresses;
        this.responders = responders;
        this.staff = staff;
        this.contacts = contacts;
        this.conversations = conversations;
        this.readers = readers;
        this.desk = desk;
        this.newNumbers = newNumbers;
    }

    /// @return false when it is a contact's, or is to be read as one's
    boolean take(InboundText text, Instant now) {
        var line = text.line();
        var keys = addresses.all(line.organisationId(), text.from());
        var digits = digits(text.body());
        if (CODE.matcher(digits).matches() && answered(text, keys, digits, now)) {
            return true;
        }
        return responders
                .recognise(line.id(), keys)
                .filter(person -> take(text, person, now))
                .isPresent();
    }

    private boolean take(InboundText text, Responder person, Instant now) {
        var line = text.line();
        boolean ownTalk = contacts.find(line.organisationId(), text.from())
                .map(Contact::id)
                .flatMap(id -> conversations.open(id, line.id()))
                .isPresent();
        return desk.take(
                new DeskText(line, person, text.body(), text.media(), text.at()), ownTalk, () -> danger(text), now);
    }

    private boolean danger(InboundText text) {
        return readers.of(readers.current())
                .read(text.body(), new ReadingContext(null, text.line().languageOrder()))
                .danger()
                .isPresent();
    }

    private boolean answered(InboundText text, List<AddressKey> keys, String digits, Instant now) {
        UUID line = text.line().id();
        return switch (staff.answer(line, keys, digits, now)) {
            case NOT_ASKED -> false;
            case WRONG -> true;
            case RIGHT -> {
                responders.recognise(line, keys).ifPresent(person -> newNumbers.right(text.line(), person, now));
                responders.practicePhone(line, keys).ifPresent(phone -> newNumbers.practice(text.line(), phone, now));
                yield true;
            }
        };
    }

    /// Plain digits, without what a keyboard puts around them.
    private static String digits(String body) {
        var plain = new StringBuilder();
        body.strip().codePoints().limit(20).forEach(one -> {
            int digit = Digits.valueOf(one);
            if (digit >= 0) {
                plain.append(digit);
            } else if (!Character.isWhitespace(one) && Character.getType(one) != Character.FORMAT && one != '.') {
                plain.appendCodePoint(one);
            }
        });
        return plain.toString();
    }
}
