package org.amparo.escalation;

import java.time.Instant;
import java.util.Map;
import org.amparo.content.Piece;
import org.amparo.language.Dates;
import org.amparo.responders.Responder;

/// Says, behind that somebody is off or away, when it ends by itself.
public final class AwayEnds {
    private AwayEnds() {}

    public static Piece piece(Responder person, Instant end) {
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
