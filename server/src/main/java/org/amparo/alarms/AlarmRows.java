package org.amparo.alarms;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.platform.Ids;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/// The table of alarms. Works inside the caller's transaction.
@Singleton
final class AlarmRows {
    /// So long whoever says that they act on danger has to take it, or to find somebody who does.
    private static final Duration ACTS = Duration.ofMinutes(10);

    private final Jdbi jdbi;

    AlarmRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @return false when one of the same kind, line and subject stands
    boolean insert(
            Alarm.Kind kind,
            UUID organisation,
            Optional<UUID> line,
            Optional<UUID> subject,
            AlarmFacts facts,
            Instant now) {
        return jdbi.withHandle(handle -> facts(handle.createUpdate("""
                                INSERT INTO alarm (id, organisation_id, line_id, kind, subject_id, handle, locale, since_at,
                                       many, responder_id, until_at, raised_at, due_at)
                                VALUES (:id, :organisation, CAST(:line AS uuid), :kind, CAST(:subject AS uuid),
                                       CAST(:handle AS text), CAST(:locale AS text), CAST(:since AS timestamptz),
                                       CAST(:count AS integer), CAST(:responder AS uuid), CAST(:until AS timestamptz), :now, :now)
                                ON CONFLICT DO NOTHING
                                """), facts)
                        .bind("id", Ids.next(now))
                        .bind("organisation", organisation)
                        .bind("line", line.orElse(null))
                        .bind("kind", kind.column())
                        .bind("subject", subject.orElse(null))
                        .bind("now", now)
                        .execute())
                == 1;
    }

    /// Facts that are not given stay as they are.
    void update(
            Alarm.Kind kind,
            UUID organisation,
            Optional<UUID> line,
            Optional<UUID> subject,
            AlarmFacts facts,
            Instant now) {
        if (facts.equals(AlarmFacts.NONE)) {
            return;
        }
        jdbi.useHandle(handle -> facts(handle.createUpdate("""
                                UPDATE alarm SET handle = COALESCE(CAST(:handle AS text), handle),
                                       locale = COALESCE(CAST(:locale AS text), locale),
                                       since_at = COALESCE(CAST(:since AS timestamptz), since_at),
                                       many = COALESCE(CAST(:count AS integer), many),
                                       responder_id = COALESCE(CAST(:responder AS uuid), responder_id),
                                       until_at = COALESCE(CAST(:until AS timestamptz), until_at),
                                       raised_again_at = :now
                                 WHERE organisation_id = :organisation AND kind = :kind AND ended_at IS NULL
                                   AND line_id IS NOT DISTINCT FROM CAST(:line AS uuid)
                                   AND\s""" + about(subject)), facts)
                .bind("organisation", organisation)
                .bind("kind", kind.column())
                .bind("line", line.orElse(null))
                .bind("subject", subject.orElse(null))
                .bind("now", now)
                .execute());
    }

    List<Alarm> standing(Alarm.Kind kind, Optional<UUID> subject) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM alarm
                         WHERE kind = :kind AND ended_at IS NULL AND\s""" + about(subject) + " ORDER BY id FOR UPDATE")
                .bind("kind", kind.column())
                .bind("subject", subject.orElse(null))
                .map((row, _) -> alarm(row))
                .list());
    }

    List<Alarm> standing(UUID organisation) {
        return jdbi
                .withHandle(handle -> handle.createQuery(
                                "SELECT * FROM alarm WHERE organisation_id = :organisation AND ended_at IS NULL ORDER BY id")
                        .bind("organisation", organisation)
                        .map((row, _) -> alarm(row))
                        .list())
                .stream()
                .sorted(java.util.Comparator.comparing(alarm -> alarm.kind().urgency()))
                .toList();
    }

    Optional<Alarm> lock(UUID alarm) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM alarm WHERE id = :id AND ended_at IS NULL FOR UPDATE")
                        .bind("id", alarm)
                        .map((row, _) -> alarm(row))
                        .findOne());
    }

    boolean anyStanding(Alarm.Kind kind) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM alarm WHERE kind = :kind AND ended_at IS NULL)")
                .bind("kind", kind.column())
                .mapTo(Boolean.class)
                .one());
    }

    boolean known(Alarm.Kind kind, UUID subject) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM alarm WHERE kind = :kind AND subject_id = CAST(:subject AS uuid)
                                                           AND acknowledged_at IS NOT NULL)
                        """)
                .bind("kind", kind.column())
                .bind("subject", subject)
                .mapTo(Boolean.class)
                .one());
    }

    void acknowledge(Alarm alarm, UUID by, Instant now) {
        var again = alarm.kind().ends().ringsAgain() ? Optional.of(now.plus(ACTS)) : Optional.<Instant>empty();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE alarm SET acknowledged_at = :now, acknowledged_by = :by,
                               due_at = CAST(:again AS timestamptz),
                               ended_at = CASE WHEN :over THEN CAST(:now AS timestamptz) END
                         WHERE id = :id
                        """)
                .bind("now", now)
                .bind("by", by)
                .bind("again", again.orElse(null))
                .bind("over", alarm.kind().ends() == Alarm.Ends.KNOWN)
                .bind("id", alarm.id())
                .execute());
    }

    /// Nobody acts any more, as far as it knows: it is due, and whoever is told may answer.
    void ringAgain(Alarm alarm, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE alarm SET acknowledged_at = NULL, acknowledged_by = NULL, due_at = :now
                         WHERE id = :id AND ended_at IS NULL
                        """).bind("now", now).bind("id", alarm.id()).execute());
    }

    void end(Alarm alarm, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE alarm SET ended_at = :now, due_at = NULL WHERE id = :id AND ended_at IS NULL")
                .bind("now", now)
                .bind("id", alarm.id())
                .execute());
    }

    /// One that is due, locked until the transaction ends and passed over by everybody else. It is not read yet.
    Optional<UUID> claimDue(Instant now) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        SELECT id FROM alarm WHERE due_at <= :now ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """).bind("now", now).mapTo(UUID.class).findOne());
    }

    /// One that is due, and how often it was told before.
    record Due(Alarm alarm, int round) {}

    Due due(UUID alarm) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM alarm WHERE id = :id")
                .bind("id", alarm)
                .map((row, _) -> new Due(alarm(row), row.getInt("round")))
                .one());
    }

    void postpone(UUID alarm, Instant until) {
        jdbi.useHandle(
                handle -> handle.createUpdate("UPDATE alarm SET due_at = :until WHERE id = :id AND due_at IS NOT NULL")
                        .bind("until", until)
                        .bind("id", alarm)
                        .execute());
    }

    void told(Alarm alarm, int round, Instant again) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE alarm SET round = :round, due_at = :again WHERE id = :id AND due_at IS NOT NULL")
                .bind("round", round + 1)
                .bind("again", again)
                .bind("id", alarm.id())
                .execute());
    }

    /// What whoever is told first calls the talk, which other channels say.
    void named(Alarm alarm) {
        jdbi.useHandle(handle -> handle.createUpdate("UPDATE alarm SET handle = :handle WHERE id = :id")
                .bind("handle", alarm.facts().handle().orElse(null))
                .bind("id", alarm.id())
                .execute());
    }

    void insertTold(Alarm alarm, UUID supervisor, int round, Optional<UUID> call, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO alarm_told (id, alarm_id, organisation_id, responder_id, round, call_row, told_at)
                        VALUES (:id, :alarm, :organisation, :supervisor, :round, CAST(:call AS uuid), :now)
                        ON CONFLICT ON CONSTRAINT alarm_told_once DO NOTHING
                        """)
                .bind("id", Ids.next(now))
                .bind("alarm", alarm.id())
                .bind("organisation", alarm.organisation())
                .bind("supervisor", supervisor)
                .bind("round", round)
                .bind("call", call.orElse(null))
                .bind("now", now)
                .execute());
    }

    Set<UUID> everyoneTold(Alarm alarm) {
        return Set.copyOf(jdbi.withHandle(
                handle -> handle.createQuery("SELECT DISTINCT responder_id FROM alarm_told WHERE alarm_id = :alarm")
                        .bind("alarm", alarm.id())
                        .mapTo(UUID.class)
                        .list()));
    }

    /// Whom a call told of what.
    record Called(UUID alarm, UUID responder) {}

    Optional<Called> called(UUID row) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT alarm_id, responder_id FROM alarm_told WHERE call_row = :row")
                .bind("row", row)
                .map((found, _) -> new Called(
                        found.getObject("alarm_id", UUID.class), found.getObject("responder_id", UUID.class)))
                .findOne());
    }

    Optional<Instant> nextDue() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT min(due_at) FROM alarm")
                .map((row, _) -> instant(row, "min"))
                .one());
    }

    /// Those a person was told of that nobody acts on, or they themselves, the last told first.
    List<Alarm> with(UUID supervisor) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT a.* FROM alarm a
                          JOIN (SELECT alarm_id, max(told_at) AS told_at FROM alarm_told
                                 WHERE responder_id = :supervisor GROUP BY alarm_id) t ON t.alarm_id = a.id
                         WHERE a.ended_at IS NULL AND (a.acknowledged_by IS NULL OR a.acknowledged_by = :supervisor)
                         ORDER BY t.told_at DESC, a.id DESC
                        """)
                .bind("supervisor", supervisor)
                .map((row, _) -> alarm(row))
                .list());
    }

    /// An index finds a subject only by `=`.
    private static String about(Optional<UUID> subject) {
        return subject.isPresent()
                ? "subject_id = CAST(:subject AS uuid)"
                : "subject_id IS NULL AND CAST(:subject AS uuid) IS NULL";
    }

    private static Update facts(Update update, AlarmFacts facts) {
        return update.bind("handle", facts.handle().orElse(null))
                .bind("locale", facts.locale().orElse(null))
                .bind("since", facts.since().orElse(null))
                .bind("count", facts.count().orElse(null))
                .bind("responder", facts.responder().orElse(null))
                .bind("until", facts.until().orElse(null));
    }

    static Alarm alarm(ResultSet row) throws SQLException {
        return new Alarm(
                row.getObject("id", UUID.class),
                Alarm.Kind.ofColumn(row.getString("kind")),
                row.getString("kind"),
                row.getObject("organisation_id", UUID.class),
                Optional.ofNullable(row.getObject("line_id", UUID.class)),
                Optional.ofNullable(row.getObject("subject_id", UUID.class)),
                new AlarmFacts(
                        Optional.ofNullable(row.getString("handle")),
                        Optional.ofNullable(row.getString("locale")),
                        instant(row, "since_at"),
                        Optional.ofNullable(row.getObject("many", Integer.class)),
                        Optional.ofNullable(row.getObject("responder_id", UUID.class)),
                        instant(row, "until_at")),
                row.getTimestamp("raised_at").toInstant(),
                instant(row, "raised_again_at"),
                Optional.ofNullable(row.getObject("acknowledged_by", UUID.class)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(java.sql.Timestamp::toInstant);
    }
}
