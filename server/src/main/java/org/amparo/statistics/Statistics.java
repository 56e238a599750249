package org.amparo.statistics;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Counts events. Works inside the caller's transaction: what was decided is counted, and nothing else. An erasure
/// leaves the count, for nobody is in it.
@Singleton
public final class Statistics {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT);

    private final Jdbi jdbi;

    Statistics(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public void count(Event event, Instant now) {
        var local = now.atZone(event.place().zone());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO statistic_pending (id, organisation_id, line_id, kind, locale, theme, wait_band,
                               hour_band, week, month)
                        VALUES (:id, :organisation, :line, :kind, :locale, :theme, :wait, :hours, :week, :month)
                        """)
                .bind("id", UUID.randomUUID())
                .bind("organisation", event.place().organisation())
                .bind("line", event.place().line())
                .bind("kind", event.kind().word())
                .bind("locale", event.locale().orElse(null))
                .bind("theme", event.theme().orElse(null))
                .bind("wait", event.waited().map(Event.Wait::word).orElse(null))
                .bind("hours", hourBand(local))
                .bind("week", week(local))
                .bind("month", MONTH.format(local))
                .execute());
    }

    /// Four hours of the day, such as `08-12`.
    private static String hourBand(ZonedDateTime local) {
        int from = local.getHour() / 4 * 4;
        return "%02d-%02d".formatted(from, from + 4);
    }

    /// ISO 8601, such as `2026-W48`.
    static String week(ZonedDateTime local) {
        return "%d-W%02d".formatted(local.get(IsoFields.WEEK_BASED_YEAR), local.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
