package org.amparo.escalation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.amparo.content.Piece;
import org.amparo.language.Dates;
import org.amparo.responders.Responder;

/// Says, behind that somebody is off or away, when it ends by itself, or that it lasts until their word.
public final class AwayEnds {
    private AwayEnds() {}

    /// @param end empty when nothing is planned for them
    public static Piece piece(Responder person, Optional<Instant> end) {
        return end.map(at -> ends(person, at))
                .orElseGet(() -> new Piece("duty.away-lasts", person.alertLocale(), " ", Map.of()));
    }

    private static Piece ends(Responder person, Instant end) {
        var locale = person.alertLocale();
        return new Piece(
                "duty.away-ends",
                locale,
                " ",
                Map.of(
                        "until",
                        Dates.weekdayAndTime(end, person.zone(), locale),
                        "date",
                        Dates.day(end, person.zone(), locale)));
    }
}
