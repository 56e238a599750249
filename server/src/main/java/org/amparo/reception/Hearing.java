package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.amparo.contacts.Contact;
import org.amparo.contacts.Contacts;
import org.amparo.contacts.OptOuts;
import org.amparo.conversations.Surveys;
import org.amparo.delivery.Outbox;
import org.amparo.numbers.Addresses;
import org.amparo.reading.ReadingContext;

/// Reads a contact's text, and does what follows from any, whatever it says. Works inside the caller's transaction,
/// which holds the contact's row.
@Singleton
final class Hearing {
    private final Addresses addresses;
    private final OptOuts optOuts;
    private final Outbox outbox;
    private final Surveys surveys;
    private final Contacts contacts;
    private final Readers readers;

    Hearing(Addresses addresses, OptOuts optOuts, Outbox outbox, Surveys surveys, Contacts contacts, Readers readers) {
        this.addresses = addresses;
        this.optOuts = optOuts;
        this.outbox = outbox;
        this.surveys = surveys;
        this.contacts = contacts;
        this.readers = readers;
    }

    /// Answers that wait are replaced, what waits for agreed hours is looked at again, a question that was only
    /// planned is not asked.
    Heard hear(InboundText text, Contact contact, Instant now) {
        var line = text.line();
        var keys = addresses.all(line.organisationId(), text.from());
        optOuts.rekey(line.id(), keys);
        outbox.replaceWaiting(contact.id(), line.id(), now);
        outbox.lookAgain(contact.id(), now);
        surveys.withdraw(contact.id(), now);
        contacts.wrote(contact.id(), text.at());
        var release = readers.current();
        var reading = readers.of(release)
                .read(text.body(), new ReadingContext(contact.locale().orElse(null), line.languageOrder()));
        return new Heard(text, contact, keys, release, reading, now);
    }
}
