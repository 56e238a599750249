package org.amparo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.amparo.alarms.PlanAhead;
import org.amparo.lines.Lines;
import org.amparo.rota.Cover;
import org.jdbi.v3.core.Jdbi;

/// `rota gaps`: the times ahead nobody is planned for, on the wall of each line.
final class GapsList {
    private static final int USUAL = 14;
    private static final int MOST = 92;
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private GapsList() {}

    /// How many days; empty when that is no number of them.
    static Optional<Integer> days(String[] words) {
        if (words.length == 2) {
            return Optional.of(USUAL);
        }
        return Optional.of(words[2])
                .filter(word -> words.length == 3 && word.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(days -> days >= 1 && days <= MOST);
    }

    static void print(Jdbi jdbi, Lines lines, int days, PrintStream out, Instant now) {
        var plan = PlanAhead.of(jdbi, lines);
        lines.all().forEach(line -> {
            var all = plan.missing(line, now, now.plus(Duration.ofDays(days)));
            out.println(line.name() + " (" + line.zone() + "): "
                    + (all.isEmpty() ? "nothing is missing" : all.size() + " times without anybody") + " in " + days
                    + " days");
            all.forEach(gap -> out.println("  " + (gap.cover() == Cover.OPEN ? "open" : "on call") + ", "
                    + gap.locale().orElse("any language") + ": " + wall(gap.from(), line.zone()) + " until "
                    + wall(gap.until(), line.zone())));
        });
    }

    private static String wall(Instant at, ZoneId zone) {
        return WALL.format(at.atZone(zone));
    }
}
