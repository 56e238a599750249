package org.amparo.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.content.TextClass;

/// A message to be queued.
///
/// @param lane messages of one lane leave in order, one at a time: the contact's id, or a responder's
/// @param contactId empty for a responder's
/// @param origin opaque to this room: who gets to hear of trouble
/// @param pieces the first one's text id decides what `rulings.md` 1 says of the whole
/// @param answersAt when the text it answers came
public record Outgoing(
        UUID organisationId,
        UUID lineId,
        UUID lane,
        Optional<UUID> contactId,
        String origin,
        TextClass textClass,
        List<Piece> pieces,
        UUID releaseId,
        Optional<Instant> answersAt) {
    /// How long an answer of the automatic part is worth sending after the text it answers (`rulings.md` 1).
    public static final Duration ANSWERS_WITHIN = Duration.ofMinutes(10);

    public Outgoing {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("a message needs a piece");
        }
    }

    public String textId() {
        return pieces.getFirst().textId();
    }
}
