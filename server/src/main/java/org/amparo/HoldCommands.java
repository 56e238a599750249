package org.amparo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.conversations.LegalHolds;
import org.amparo.conversations.LegalHolds.Answer;
import org.amparo.conversations.LegalHolds.Reason;
import org.amparo.platform.StartRefused;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;
import org.jdbi.v3.core.Jdbi;

/// `hold`: keeps a conversation from timed retention for a reason, by two supervisors, until a day (`rulings.md`
/// 2); says which are kept, and ends it. While the program runs or not.
final class HoldCommands {
    static final String KNOWN = "hold (which conversations are kept from deletion), hold ask <talk> <reason> <last day>"
            + " <supervisor>, hold confirm <hold> <another supervisor>, hold end <hold> <supervisor>";

    private HoldCommands() {}

    /// @return the exit code
    /// @throws StartRefused naming what does not fit, and the mend; nothing was changed then
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, InstantSource time) {
        var step = arguments.length == 1 ? "list" : arguments[1];
        int words = switch (step) {
            case "list" -> arguments.length == 1 ? 1 : 2;
            case "ask" -> 6;
            case "confirm", "end" -> 4;
            default -> -1;
        };
        if (arguments.length != words) {
            out.println("Write " + KNOWN);
            return 2;
        }
        var settings = Settings.read(environment);
        try (var database = CommandDatabase.open(settings)) {
            var keySet = database.keySet(settings, database.deployment());
            var now = time.instant();
            CommandActs.with(database.access(), keySet, (jdbi, audit) -> {
                var holds = LegalHolds.of(jdbi, audit);
                switch (step) {
                    case "list" -> list(holds, out);
                    case "ask" -> ask(jdbi, holds, arguments, out, now);
                    case "confirm" -> {
                        said(holds.confirm(hold(arguments[2]), person(jdbi, arguments[3]), now));
                        out.println("It holds from now on.");
                    }
                    default -> {
                        said(holds.end(hold(arguments[2]), person(jdbi, arguments[3]), now));
                        out.println("It holds no longer: the next hourly run removes what is past its time.");
                    }
                }
                return step;
            });
            return 0;
        }
    }

    private static void list(LegalHolds holds, PrintStream out) {
        var all = holds.all();
        if (all.isEmpty()) {
            out.println("No conversation is kept from deletion.");
        }
        all.forEach(one -> out.println(one.hold() + " of talk "
                + one.conversation().map(UUID::toString).orElse("(gone)") + ", "
                + one.reason().word() + ", until "
                + one.endsAt() + ": "
                + one.endedHow()
                        .map(how -> "ended " + how)
                        .orElse(one.confirmedBy().isPresent() ? "holds" : "waits for a second supervisor")));
    }

    private static void ask(Jdbi jdbi, LegalHolds holds, String[] arguments, PrintStream out, Instant now) {
        var reason = Reason.of(arguments[3])
                .orElseThrow(() -> new StartRefused(arguments[3] + " is no reason: write one of "
                        + Arrays.stream(Reason.values()).map(Reason::word).collect(Collectors.joining(", "))));
        var until = until(arguments[4]);
        var by = person(jdbi, arguments[5]);
        var answer = holds.ask(talk(jdbi, by, arguments[2], now), reason, by, until, now);
        said(answer);
        if (answer instanceof Answer.Asked(var hold)) {
            out.println(
                    "Asked, and nothing is held yet: within the talk's time another supervisor writes  hold confirm "
                            + hold + " <alias>");
        }
    }

    /// By its id, or by the handle that supervisor knows it by.
    private static UUID talk(Jdbi jdbi, UUID by, String word, Instant now) {
        if (word.matches("[A-Za-z][0-9]")) {
            return Handles.of(jdbi)
                    .conversation(by, word.toUpperCase(Locale.ROOT), now)
                    .orElseThrow(() -> new StartRefused("this supervisor knows no talk as " + word
                            + ": a handle counts for a day; write the id of the talk instead"));
        }
        return id(word, "the id of a talk, or the handle this supervisor knows it by, such as B3");
    }

    private static UUID hold(String word) {
        return id(word, "the id of a hold, as `hold` lists it");
    }

    private static UUID id(String word, String wanted) {
        try {
            return UUID.fromString(word);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(word + " is not " + wanted, e);
        }
    }

    /// To the end of that day, UTC.
    private static Instant until(String day) {
        try {
            return LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new StartRefused(day + " is no day: write the last one it is to hold, such as 2027-01-31", e);
        }
    }

    private static UUID person(Jdbi jdbi, String alias) {
        return Responders.of(jdbi)
                .supervisor(alias)
                .orElseThrow(() -> new StartRefused("no supervisor is called " + alias
                        + ": a hold is asked and confirmed by two supervisors of the staff file"));
    }

    private static void said(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            throw new StartRefused(
                    switch (refused) {
                        case NO_CONVERSATION -> "there is no such talk (any more); nothing was changed";
                        case END_NOT_WITHIN_SIX_MONTHS ->
                            "the last day lies in the past or more than six months ahead: name one within "
                                    + LegalHolds.LONGEST.toDays() + " days; nothing was changed";
                        case SAME_PERSON ->
                            "who asked for a hold cannot confirm it: another supervisor must;" + " nothing was changed";
                        case NOT_OPEN ->
                            "there is no such hold that waits or holds: `hold` lists them; nothing was" + " changed";
                    });
        }
    }
}
