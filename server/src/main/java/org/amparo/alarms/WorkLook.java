package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Is all due work done in time? What poses as done by a poller that is always busy shows here: the rows say it.
@Singleton
final class WorkLook implements Look {
    private final List<Watched> works;
    private final WatchRows rows;
    private final LineFaults faults;

    WorkLook(List<Watched> works, WatchRows rows, LineFaults faults) {
        this.works = works;
        this.rows = rows;
        this.faults = faults;
    }

    @Override
    public String name() {
        return "work";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void look(Instant now, boolean overslept) {
        for (var work : works) {
            var oldest = work.oldestDue(now).filter(due -> due.isBefore(now)).orElse(now);
            rows.beat(work.work(), oldest);
            boolean late = oldest.plus(work.bound()).isBefore(now);
            boolean lasts = rows.lasts(work.work(), late, overslept, now);
            // Between the two nothing changes: an alarm that stands may be caught up with in a moment.
            if (lasts || !late) {
                work.alarm().ifPresent(kind -> faults.set(kind, late, Optional.empty(), now));
            }
        }
    }
}
