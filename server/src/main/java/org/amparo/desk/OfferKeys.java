package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.KeyListener;
import org.amparo.escalation.Offers;

/// A `1` pressed in the call of an offer takes it; every other key does nothing.
@Singleton
final class OfferKeys implements KeyListener {
    private final Offers offers;
    private final RelayRows rows;
    private final PassingNotes passing;

    OfferKeys(Offers offers, RelayRows rows, PassingNotes passing) {
        this.offers = offers;
        this.rows = rows;
        this.passing = passing;
    }

    @Override
    public Optional<String> pressed(UUID row, String origin, char key, Instant now) {
        return key == '1'
                ? offers.asked(origin).flatMap(person -> taken(person, offers.accept(person, origin, now), now))
                : Optional.empty();
    }

    private Optional<String> taken(UUID person, Offers.Answered answered, Instant now) {
        return switch (answered) {
            case Offers.Answered.Yours(var talk) -> {
                rows.forget(talk, person);
                passing.deliver(talk, now);
                yield Optional.of("duty.call-taken");
            }
            // They took it by a text before they pressed.
            case Offers.Answered.NotAsked _ -> Optional.of("duty.call-taken");
            default -> Optional.of("duty.call-too-late");
        };
    }
}
