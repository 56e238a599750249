package org.amparo.statistics;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StoredTable;
import org.jdbi.v3.core.Jdbi;

/// Takes the events of a day out of the order in which they came, once a day, and adds old ones up by month. From
/// the rows nobody can tell which event was whose: their ids are random, and so is their order.
@Singleton
class StatisticRows implements RetentionStep {
    private static final Duration DAY = Duration.ofDays(1);

    /// So many are shuffled together in one transaction.
    private static final int BATCH = 20_000;

    private final Jdbi jdbi;

    StatisticRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record Counted(
            UUID organisation,
            UUID line,
            String kind,
            Optional<String> locale,
            Optional<String> theme,
            Optional<String> waited,
            String hours,
            String week,
            String month) {}

    /// Makes the row that says when the next day is over, when there is none.
    @Transactional
    void prepare(Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO statistic_round (due_at) VALUES (:due) ON CONFLICT DO NOTHING")
                .bind("due", now.plus(DAY))
                .execute());
    }

    /// Moves what was counted since the last time, in shuffled order under new ids.
    ///
    /// @return false when it is not time yet, or another node is at it
    @Transactional
    boolean shuffle(Instant now) {
        var due = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT due_at FROM statistic_round WHERE due_at <= :now FOR UPDATE SKIP LOCKED")
                .bind("now", now)
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .findOne());
        if (due.isEmpty()) {
            return false;
        }
        var events = new ArrayList<>(take());
        Collections.shuffle(events);
        insert(events);
        if (events.size() < BATCH) {
            jdbi.useHandle(handle -> handle.createUpdate("UPDATE statistic_round SET due_at = :due")
                    .bind("due", now.plus(DAY))
                    .execute());
        }
        return true;
    }

    Optional<Instant> nextDue(Instant now) {
        return due().map(due -> due.isAfter(now) ? due : now.plusSeconds(1));
    }

    /// When the day's events are to be shuffled, or were to be.
    Optional<Instant> due() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT due_at FROM statistic_round")
                .map((row, _) -> row.getTimestamp(1).toInstant())
                .findOne());
    }

    @Override
    public List<StoredTable> stores() {
        return List.of(
                event("statistic_pending"),
                event("statistic"),
                StoredTable.named("statistic_sum")
                        .keeps(
                                RetentionClass.STATISTICS,
                                "how often what happened in a month, by language and theme",
                                "organisation_id",
                                "line_id",
                                "month",
                                "kind",
                                "locale",
                                "theme",
                                "wait_band",
                                "events"),
                StoredTable.named("statistic_round")
                        .keeps(RetentionClass.DEPLOYMENT, "when events are shuffled next", "only_row", "due_at"));
    }

    private static StoredTable event(String table) {
        return StoredTable.named(table)
                .keeps(
                        RetentionClass.STATISTICS_RAW,
                        "what happened, in which language, about which theme, after how long a wait, in which four"
                                + " hours of the day, week and month; of nobody, in shuffled order",
                        "id",
                        "organisation_id",
                        "line_id",
                        "kind",
                        "locale",
                        "theme",
                        "wait_band",
                        "hour_band",
                        "week",
                        "month");
    }

    /// Adds rows of old weeks to the sums of their months, and deletes them.
    @Override
    public Map<RetentionClass, Integer> expire(RetentionTimes times, Instant now, int atMost) {
        var before = times.before(RetentionClass.STATISTICS_RAW, now).atZone(ZoneOffset.UTC);
        int added = jdbi.withHandle(handle -> handle.createQuery("""
                        WITH old AS (
                            DELETE FROM statistic
                             WHERE id IN (SELECT id FROM statistic WHERE week <= :week ORDER BY week LIMIT :most
                                             FOR UPDATE SKIP LOCKED)
                            RETURNING organisation_id, line_id, month, kind, COALESCE(locale, '') AS locale,
                                      COALESCE(theme, '') AS theme, COALESCE(wait_band, '') AS wait_band
                        ), summed AS (
                            INSERT INTO statistic_sum AS s
                                   (organisation_id, line_id, month, kind, locale, theme, wait_band, events)
                            SELECT organisation_id, line_id, month, kind, locale, theme, wait_band, count(*)
                              FROM old GROUP BY 1, 2, 3, 4, 5, 6, 7
                            ON CONFLICT ON CONSTRAINT statistic_sum_once
                               DO UPDATE SET events = s.events + excluded.events
                        )
                        SELECT count(*) FROM old
                        """)
                .bind("week", Statistics.week(before))
                .bind("most", atMost)
                .mapTo(Integer.class)
                .one());
        return Map.of(RetentionClass.STATISTICS_RAW, added);
    }

    private List<Counted> take() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        DELETE FROM statistic_pending
                         WHERE id IN (SELECT id FROM statistic_pending ORDER BY id LIMIT :most)
                        RETURNING *
                        """)
                .bind("most", BATCH)
                .map((row, _) -> counted(row))
                .list());
    }

    private void insert(List<Counted> events) {
        if (events.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    INSERT INTO statistic (id, organisation_id, line_id, kind, locale, theme, wait_band, hour_band, week,
                           month)
                    VALUES (:id, :organisation, :line, :kind, :locale, :theme, :wait, :hours, :week, :month)
                    """);
            for (var event : events) {
                batch.bind("id", UUID.randomUUID())
                        .bind("organisation", event.organisation())
                        .bind("line", event.line())
                        .bind("kind", event.kind())
                        .bind("locale", event.locale().orElse(null))
                        .bind("theme", event.theme().orElse(null))
                        .bind("wait", event.waited().orElse(null))
                        .bind("hours", event.hours())
                        .bind("week", event.week())
                        .bind("month", event.month())
                        .add();
            }
            batch.execute();
        });
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                row.getObject("organisation_id", UUID.class),
                row.getObject("line_id", UUID.class),
                row.getString("kind"),
                Optional.ofNullable(row.getString("locale")),
                Optional.ofNullable(row.getString("theme")),
                Optional.ofNullable(row.getString("wait_band")),
                row.getString("hour_band"),
                row.getString("week"),
                row.getString("month"));
    }
}
