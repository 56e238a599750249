package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.amparo.contacts.Contact;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.dialogue.Decision;
import org.amparo.dialogue.Effect;
import org.amparo.numbers.Addresses;
import org.amparo.responders.Responders;
import org.amparo.retention.Erasures;

/// Tells practice phones from all others (`rulings.md` 6). A contact becomes a test only by a number of the staff
/// file that answered its code, and only while nothing real is kept of it; no text and no responder can make one.
/// Works inside the caller's transaction, which holds the contact's row.
@Singleton
class PracticePhones {
    private final Responders responders;
    private final Addresses addresses;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Erasures erasures;

    PracticePhones(
            Responders responders,
            Addresses addresses,
            Contacts contacts,
            Conversations conversations,
            Erasures erasures) {
        this.responders = responders;
        this.addresses = addresses;
        this.contacts = contacts;
        this.conversations = conversations;
        this.erasures = erasures;
    }

    /// The contact as it counts from this text on. A phone that is for practice no more is somebody's who is new to
    /// us: what was practised on it is erased.
    Contact known(Contact contact, InboundText text, Instant now) {
        var organisation = text.line().organisationId();
        boolean practice = responders
                .practicePhone(text.line().id(), addresses.all(organisation, text.from()))
                .isPresent();
        if (practice == contact.test()) {
            return contact;
        }
        if (contact.test()) {
            erasures.eraseNow(contact.id());
            return contacts.recognise(organisation, text.from(), now);
        }
        if (conversations.of(contact.id()).isEmpty()) {
            contacts.practises(contact.id());
            return contacts.find(contact.id()).orElse(contact);
        }
        return contact;
    }

    /// Somebody is asked for in earnest, or so the contact is told: practice must say that it is none.
    ///
    /// @param open a talk is open already
    /// @param inDanger and it is about danger
    static boolean calls(Decision decision, boolean open, boolean inDanger) {
        return decision.effects().stream().anyMatch(effect -> switch (effect) {
            case Effect.Wait(var priority) -> !open || (priority == Effect.Priority.DANGER && !inDanger);
            case Effect.LeaveMessage _ -> !open;
            case Effect.Say say -> say.pieces().getFirst().textId().startsWith("sys.crisis");
            default -> false;
        });
    }
}
