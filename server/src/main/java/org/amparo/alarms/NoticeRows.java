package org.amparo.alarms;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.amparo.platform.Wakeups;
import org.jdbi.v3.core.Jdbi;

/// What is still to be said by the second channels. A row is claimed for a minute before the call and settled after
/// it: when a node dies in between, another one says it again, since twice beats never.
@Singleton
class NoticeRows {
    static final String POLLER = "alarm notices";
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_ATTEMPTS = 8;

    private final Jdbi jdbi;
    private final Wakeups wakeups;
    private final SecondChannels channels;

    NoticeRows(Jdbi jdbi, Wakeups wakeups, SecondChannels channels) {
        this.jdbi = jdbi;
        this.wakeups = wakeups;
        this.channels = channels;
    }

    /// By every channel there is; in the caller's transaction.
    void add(Alarm alarm, Notice.Event event, int round, Instant now) {
        for (var channel : channels.all()) {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            INSERT INTO alarm_notice (id, alarm_id, organisation_id, channel, event, round, due_at, created_at)
                            VALUES (:id, :alarm, :organisation, :channel, :event, :round, :now, :now)
                            ON CONFLICT ON CONSTRAINT alarm_notice_once DO NOTHING
                            """)
                    .bind("id", Ids.next(now))
                    .bind("alarm", alarm.id())
                    .bind("organisation", alarm.organisation())
                    .bind("channel", channel.column())
                    .bind("event", event.column())
                    .bind("round", round)
                    .bind("now", now)
                    .execute());
            wakeups.tell(POLLER);
        }
        if (event == Notice.Event.ACKNOWLEDGED || event == Notice.Event.OVER) {
            forget(alarm);
        }
    }

    /// Only where somebody heard of it before.
    void addOver(Alarm alarm, Instant now) {
        boolean heard = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM alarm_notice WHERE alarm_id = :alarm AND sent_at IS NOT NULL)")
                .bind("alarm", alarm.id())
                .mapTo(Boolean.class)
                .one());
        if (heard) {
            add(alarm, Notice.Event.OVER, 0, now);
        } else {
            forget(alarm);
        }
    }

    /// What rang and has not left needs not leave any more.
    private void forget(Alarm alarm) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        UPDATE alarm_notice SET due_at = NULL
                         WHERE alarm_id = :alarm AND event IN ('raised', 'repeated') AND due_at IS NOT NULL
                        """).bind("alarm", alarm.id()).execute());
    }

    @Transactional
    Optional<Notice> claim(Instant now) {
        var found = jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT n.id AS notice_id, n.channel, n.event, n.round AS notice_round, n.attempts, n.created_at, a.*
                          FROM alarm_notice n JOIN alarm a ON a.id = n.alarm_id
                         WHERE n.due_at <= :now
                         ORDER BY n.due_at LIMIT 1
                           FOR UPDATE OF n SKIP LOCKED
                        """)
                .bind("now", now)
                .map((row, _) -> new Notice(
                        row.getObject("notice_id", UUID.class),
                        AlarmRows.alarm(row),
                        Notice.Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                        Notice.Event.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
                        row.getInt("notice_round"),
                        row.getInt("attempts"),
                        row.getTimestamp("created_at").toInstant()))
                .findOne());
        found.ifPresent(notice -> set(notice.id(), Optional.of(now.plus(CLAIMED_FOR)), Optional.empty(), 1));
        return found;
    }

    @Transactional
    void said(Notice notice, Instant now) {
        set(notice.id(), Optional.empty(), Optional.of(now), 0);
    }

    /// It is tried again, longer and longer apart; in the end the next round's notice takes its place.
    ///
    /// @return false when it is given up
    @Transactional
    boolean failed(Notice notice, Instant now) {
        boolean again = notice.attempts() + 1 < MOST_ATTEMPTS;
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(notice.attempts(), 5));
        set(notice.id(), again ? Optional.of(now.plus(pause)) : Optional.empty(), Optional.empty(), 0);
        return again;
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(due_at) FROM alarm_notice")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(java.sql.Timestamp::toInstant))
                .one());
    }

    List<Notice.Channel> channels() {
        return channels.all();
    }

    private void set(UUID notice, Optional<Instant> due, Optional<Instant> sent, int attempt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE alarm_notice SET due_at = CAST(:due AS timestamptz), attempts = attempts + :attempt,
                               sent_at = CAST(:sent AS timestamptz)
                         WHERE id = :id
                        """)
                .bind("due", due.orElse(null))
                .bind("sent", sent.orElse(null))
                .bind("attempt", attempt)
                .bind("id", notice)
                .execute());
    }
}
