package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.amparo.contacts.Contact;
import org.amparo.contacts.Contacts;
import org.amparo.delivery.Outbox;
import org.amparo.dialogue.Forgetting;
import org.amparo.retention.Erasures;

/// Who wrote, and the lock on their row. Works inside the caller's transaction.
@Singleton
final class Recognition {
    private final Contacts contacts;
    private final Erasures erasures;
    private final Outbox outbox;
    private final PracticePhones practicePhones;

    Recognition(Contacts contacts, Erasures erasures, Outbox outbox, PracticePhones practicePhones) {
        this.contacts = contacts;
        this.erasures = erasures;
        this.outbox = outbox;
        this.practicePhones = practicePhones;
    }

    /// Whoever writes again before an erasure has run is erased first, and is new. The answer to FORGET, if it has
    /// not left yet, leaves all the same.
    Contact of(InboundText text, Instant now) {
        var organisation = text.line().organisationId();
        var contact = contacts.recognise(organisation, text.from(), now);
        if (erasures.requested(contact.id())) {
            var answers = outbox.withhold(contact.id(), Forgetting.DONE);
            erasures.eraseNow(contact.id());
            var fresh = contacts.recognise(organisation, text.from(), now);
            outbox.giveTo(answers, fresh.id());
            return practicePhones.known(fresh, text, now);
        }
        return practicePhones.known(contact, text, now);
    }
}
