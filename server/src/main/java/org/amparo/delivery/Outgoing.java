package org.amparo.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.TextClass;
import org.amparo.numbers.SealedAddress;

/// A message to be queued: pieces of a release, or words of a person; to a contact, or to somebody who answers.
///
/// @param lane messages of one lane leave in order, one at a time: the contact's id, or a responder's
/// @param contactId empty for a responder's
/// @param recipient empty for a contact's
/// @param medium a call speaks its pieces
/// @param origin opaque to this room: who gets to hear of trouble
/// @param pieces the first one's text id decides what `rulings.md` 1 says of the whole; none for words
/// @param releaseId empty for words
/// @param answersAt when the text it answers came
public record Outgoing(
        UUID organisationId,
        UUID lineId,
        UUID lane,
        Optional<UUID> contactId,
        Optional<SealedAddress> recipient,
        Medium medium,
        String origin,
        TextClass textClass,
        List<Piece> pieces,
        Optional<Words> words,
        Optional<UUID> releaseId,
        Optional<Instant> answersAt) {
    /// How long an answer of the automatic part is worth sending after the text it answers (`rulings.md` 1).
    public static final Duration ANSWERS_WITHIN = Duration.ofMinutes(10);

    public enum Medium {
        TEXT,
        CALL
    }

    public Outgoing {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty() == words.isEmpty()) {
            throw new IllegalArgumentException("a message needs either a piece or words");
        }
        if (contactId.isPresent() == recipient.isPresent()) {
            throw new IllegalArgumentException("a message goes either to a contact or to somebody who answers");
        }
    }

    /// Pieces for a contact.
    public Outgoing(
            UUID organisationId,
            UUID lineId,
            UUID lane,
            Optional<UUID> contactId,
            String origin,
            TextClass textClass,
            List<Piece> pieces,
            UUID releaseId,
            Optional<Instant> answersAt) {
        this(
                organisationId,
                lineId,
                lane,
                contactId,
                Optional.empty(),
                Medium.TEXT,
                origin,
                textClass,
                pieces,
                Optional.empty(),
                Optional.of(releaseId),
                answersAt);
    }

    /// Words of a responder for a contact: promised, so they leave unless the contact is unsafe or stopped.
    public static Outgoing toContact(UUID organisation, UUID line, UUID contact, String origin, Words words) {
        return new Outgoing(
                organisation,
                line,
                contact,
                Optional.of(contact),
                Optional.empty(),
                Medium.TEXT,
                origin,
                TextClass.PROMISED,
                List.of(),
                Optional.of(words),
                Optional.empty(),
                Optional.empty());
    }

    /// Words of a contact for the responder who holds the conversation.
    public static Outgoing toResponder(
            UUID organisation, UUID line, UUID responder, SealedAddress recipient, String origin, Words words) {
        return new Outgoing(
                organisation,
                line,
                responder,
                Optional.empty(),
                Optional.of(recipient),
                Medium.TEXT,
                origin,
                TextClass.DUTY,
                List.of(),
                Optional.of(words),
                Optional.empty(),
                Optional.empty());
    }

    /// A text of ours, `duty.*`, for somebody who answers; or the same spoken in a call.
    public static Outgoing duty(
            UUID organisation,
            UUID line,
            UUID responder,
            SealedAddress recipient,
            Medium medium,
            String origin,
            List<Piece> pieces,
            UUID release) {
        // A call and a text of one person do not wait for each other.
        var lane = medium == Medium.CALL ? recipient.owner() : responder;
        return new Outgoing(
                organisation,
                line,
                lane,
                Optional.empty(),
                Optional.of(recipient),
                medium,
                origin,
                TextClass.DUTY,
                pieces,
                Optional.empty(),
                Optional.of(release),
                Optional.empty());
    }

    public String textId() {
        return words.map(Words::kind).orElseGet(() -> pieces.getFirst().textId());
    }

    String locale() {
        return words.map(Words::locale).orElseGet(() -> pieces.getFirst().locale());
    }
}
