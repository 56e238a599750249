package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;

/// Is somebody on for each language of an open line now?
@Singleton
final class DutyLook implements Look {
    static final String NAME = "duty";

    private final DutyPlan plan;
    private final WatchRows rows;
    private final Alarms alarms;
    private final Lines lines;

    DutyLook(DutyPlan plan, WatchRows rows, Alarms alarms, Lines lines) {
        this.plan = plan;
        this.rows = rows;
        this.alarms = alarms;
        this.lines = lines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void look(Instant now, boolean overslept) {
        for (var line : lines.all()) {
            var missing = plan.uncovered(line, now);
            for (var locale : plan.locales(line)) {
                boolean wrong = missing.contains(locale);
                if (rows.lasts("duty " + line.id() + " " + locale, wrong, overslept, now)) {
                    alarms.raise(
                            Alarm.Kind.NOBODY_ON_DUTY,
                            line.organisationId(),
                            Optional.of(line.id()),
                            Optional.of(subject(line, locale)),
                            AlarmFacts.NONE.locale(locale),
                            now);
                } else if (!wrong) {
                    alarms.clear(Alarm.Kind.NOBODY_ON_DUTY, Optional.of(subject(line, locale)), now);
                }
            }
        }
    }

    /// Not that of somebody who waits in that language: such an alarm ends in another way.
    private static UUID subject(Line line, String locale) {
        return Alarm.subject(line.id(), "planned " + locale);
    }
}
