package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.amparo.platform.Reading;
import org.amparo.platform.Readings;
import org.jdbi.v3.core.Jdbi;

/// What stands, and how late each kind of work is.
@Singleton
final class AlarmReadings implements Readings {
    private final Jdbi jdbi;
    private final List<Watched> works;

    AlarmReadings(Jdbi jdbi, List<Watched> works) {
        this.jdbi = jdbi;
        this.works = works;
    }

    @Override
    public List<Reading> read(Instant now) {
        var all = new ArrayList<Reading>();
        for (var work : works) {
            all.add(Reading.gauge(
                    "amparo_work_age_seconds",
                    "For how long the oldest work that is due has been due, by kind of work",
                    Map.of("work", work.work()),
                    Reading.age(work.oldestDue(now), now)));
        }
        all.addAll(jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT kind, acknowledged_at IS NOT NULL AS known, count(*) AS many FROM alarm
                         WHERE ended_at IS NULL GROUP BY kind, known ORDER BY kind, known
                        """)
                .map((row, _) -> Reading.gauge(
                        "amparo_alarms_standing",
                        "Alarms that stand, by kind and by whether somebody acts",
                        Map.of("kind", row.getString("kind"), "known", String.valueOf(row.getBoolean("known"))),
                        row.getInt("many")))
                .list()));
        return all;
    }
}
