package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.rota.Gap;

/// Once a day: is somebody planned for each language in the open hours of the next 14 days, and for danger in all
/// others (`domain.md` F.2)?
@Singleton
final class GapLook implements Look {
    static final String NAME = "duty gaps";
    private static final Duration AHEAD = Duration.ofDays(14);

    private final DutyPlan plan;
    private final PlanAhead ahead;
    private final Alarms alarms;
    private final Lines lines;

    GapLook(DutyPlan plan, PlanAhead ahead, Alarms alarms, Lines lines) {
        this.plan = plan;
        this.ahead = ahead;
        this.alarms = alarms;
        this.lines = lines;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void look(Instant now, boolean overslept) {
        for (var line : lines.all()) {
            var gaps = plan.gaps(line, now, now.plus(AHEAD));
            for (var locale : plan.locales(line)) {
                var of =
                        gaps.stream().filter(gap -> gap.locale().equals(locale)).toList();
                var subject = Optional.of(Alarm.subject(line.id(), locale));
                if (of.isEmpty()) {
                    alarms.clear(Alarm.Kind.DUTY_GAP_AHEAD, subject, now);
                } else {
                    raise(line, of.getFirst(), of.size(), now);
                }
            }
            lookOnCall(line, now);
        }
    }

    /// One alarm for all of them: `#gaps` says which.
    private void lookOnCall(Line line, Instant now) {
        var gaps = ahead.onCall(line, now, now.plus(AHEAD));
        if (gaps.isEmpty()) {
            alarms.clear(Alarm.Kind.ON_CALL_GAP_AHEAD, Optional.of(line.id()), now);
            return;
        }
        var first = gaps.getFirst();
        var facts = AlarmFacts.NONE.until(first.from()).count(gaps.size());
        alarms.raise(
                Alarm.Kind.ON_CALL_GAP_AHEAD,
                line.organisationId(),
                Optional.of(line.id()),
                Optional.of(line.id()),
                facts,
                now);
    }

    private void raise(Line line, Gap first, int count, Instant now) {
        alarms.raise(
                Alarm.Kind.DUTY_GAP_AHEAD,
                line.organisationId(),
                Optional.of(line.id()),
                Optional.of(Alarm.subject(line.id(), first.locale())),
                AlarmFacts.NONE.locale(first.locale()).until(first.from()).count(count),
                now);
    }
}
