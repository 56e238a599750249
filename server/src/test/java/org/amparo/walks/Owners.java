package org.amparo.walks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amparo.harness.TestDatabase;
import org.jdbi.v3.core.Jdbi;

/// Judges by the tables alone whether somebody open is forgotten: what is due must have been done, and what is not
/// done must fall due soon enough (`domain.md` F.3, `rulings.md` 6). Knows nothing of the program.
record Owners(Jdbi sql) {
    static Owners of(TestDatabase database) {
        return new Owners(Jdbi.create(database.url(), database.username(), database.password()));
    }

    /// Between the look at the clock and the last round of the pollers.
    private static final Duration SLACK = Duration.ofSeconds(5);

    /// Each line says what is wrong with which conversation or run; none while everything is well.
    List<String> without(Instant now) {
        return sql.withHandle(handle -> handle.createQuery("""
                        WITH holder AS (
                            SELECT conversation_id, (array_agg(person_id))[1] AS person, count(*) AS many FROM participant
                             WHERE kind = 'responder' AND left_at IS NULL GROUP BY conversation_id),
                        live AS (SELECT * FROM escalation_run WHERE status <> 'ended'),
                        ringing AS (
                            SELECT subject_id FROM alarm WHERE ended_at IS NULL
                               AND due_at BETWEEN CAST(:now AS timestamptz) - make_interval(secs => :slack)
                                              AND CAST(:now AS timestamptz) + make_interval(mins => 10)),
                        judged AS (
                            SELECT c.id, c.status, c.priority, c.danger_at, c.due_at, r.status AS run, r.due_at AS look,
                                   r.unanswered_since, h.person, h.many, r.held_by,
                                   c.id IN (SELECT subject_id FROM ringing) AS rings,
                                   CASE c.status
                                     WHEN 'waiting' THEN r.status = 'running'
                                       AND r.due_at > CAST(:now AS timestamptz) - make_interval(secs => :slack)
                                       AND r.due_at <= CAST(:now AS timestamptz)
                                           + CASE WHEN c.danger_at IS NOT NULL AND NOT c.test THEN make_interval(mins => 2)
                                                  ELSE make_interval(hours => 24) END
                                     WHEN 'held' THEN h.many = 1 AND (
                                          r.status = 'running'
                                            AND r.due_at BETWEEN CAST(:now AS timestamptz) - make_interval(secs => :slack)
                                                             AND CAST(:now AS timestamptz) + make_interval(mins => 2)
                                       OR r.status = 'held' AND r.held_by = h.person AND (
                                            r.unanswered_since IS NULL
                                              AND (r.due_at IS NULL
                                                OR r.due_at > CAST(:now AS timestamptz) - make_interval(secs => :slack))
                                         OR r.due_at BETWEEN CAST(:now AS timestamptz) - make_interval(secs => :slack)
                                                         AND r.unanswered_since + make_interval(mins => 10)))
                                     WHEN 'parked' THEN c.due_at > CAST(:now AS timestamptz) - make_interval(hours => 1)
                                       AND c.due_at <= c.parked_at + make_interval(hours => 12)
                                     WHEN 'left' THEN c.due_at > CAST(:now AS timestamptz) - make_interval(hours => 1)
                                     ELSE true
                                   END AS owned
                              FROM conversation c
                              LEFT JOIN live r ON r.conversation_id = c.id
                              LEFT JOIN holder h ON h.conversation_id = c.id
                             WHERE c.closed_at IS NULL)
                        SELECT 'conversation ' || to_jsonb(judged)::text AS wrong FROM judged
                         WHERE owned IS NOT TRUE AND NOT rings
                        UNION ALL
                        SELECT 'held by nobody or by several ' || to_jsonb(judged)::text FROM judged
                         WHERE (status = 'held') <> (COALESCE(many, 0) = 1)
                        UNION ALL
                        SELECT 'run of nothing open ' || r.id || ' ' || r.status FROM live r
                         WHERE r.status <> 'erased'
                           AND NOT EXISTS (SELECT FROM conversation c WHERE c.id = r.conversation_id
                                              AND c.status IN ('waiting', 'held'))
                        UNION ALL
                        SELECT 'erased and nobody rings ' || r.id FROM live r
                         WHERE r.status = 'erased'
                           AND NOT EXISTS (SELECT FROM alarm a WHERE a.subject_id = r.id AND a.kind = 'erased-in-danger')
                        UNION ALL
                        SELECT 'offer of no running run ' || o.id || ' ' || r.status
                          FROM offer o JOIN escalation_run r ON r.id = o.run_id
                         WHERE o.answer = 'open' AND r.status <> 'running'
                        UNION ALL
                        SELECT 'offer past its patience ' || o.id FROM offer o
                         WHERE o.answer = 'open' AND o.until_at < CAST(:now AS timestamptz) - make_interval(secs => :slack)
                        UNION ALL
                        SELECT 'alarm of nobody who waits ' || a.kind || ' ' || a.locale FROM alarm a
                         WHERE a.ended_at IS NULL AND a.kind = 'waiting-too-long'
                           AND NOT EXISTS (SELECT FROM conversation c WHERE c.status = 'waiting' AND c.locale = a.locale)
                        UNION ALL
                        SELECT 'alarm of a talk that is taken or over ' || a.kind FROM alarm a
                         WHERE a.ended_at IS NULL AND a.kind IN ('danger-unanswered', 'incident', 'holder-off-in-danger')
                           AND NOT EXISTS (SELECT FROM live r WHERE r.conversation_id = a.subject_id AND r.status = 'running')
                        UNION ALL
                        SELECT 'alarm about practice ' || a.kind FROM alarm a JOIN conversation c ON c.id = a.subject_id
                         WHERE a.ended_at IS NULL AND c.test
                        UNION ALL
                        SELECT 'held by, or offered to, somebody who must not ' || c.id || ' ' || c.status
                          FROM conversation c JOIN responder_exclusion x ON x.contact_id = c.contact_id
                         WHERE c.closed_at IS NULL AND (
                               EXISTS (SELECT FROM participant p
                                        WHERE p.conversation_id = c.id AND p.person_id = x.responder_id
                                          AND p.kind <> 'contact' AND p.left_at IS NULL)
                            OR EXISTS (SELECT FROM offer o JOIN escalation_run r ON r.id = o.run_id
                                        WHERE r.conversation_id = c.id AND o.responder_id = x.responder_id
                                          AND o.answer = 'open'))
                        UNION ALL
                        SELECT 'takes part in a talk that is over ' || p.kind FROM participant p
                          JOIN conversation c ON c.id = p.conversation_id
                         WHERE p.kind <> 'contact' AND p.left_at IS NULL AND c.closed_at IS NOT NULL
                        UNION ALL
                        SELECT 'interprets beside nobody, or beside another ' || c.status || ' ' || count(*)
                          FROM participant p JOIN conversation c ON c.id = p.conversation_id
                         WHERE p.kind = 'interpreter' AND p.left_at IS NULL
                         GROUP BY c.id HAVING count(*) > 1 OR c.status NOT IN ('held', 'waiting')
                        UNION ALL
                        SELECT 'search for an interpreter nobody looks at ' || q.due_at || ' ' || c.status
                          FROM interpreter_request q JOIN conversation c ON c.id = q.conversation_id
                         WHERE q.ended_at IS NULL AND (c.closed_at IS NOT NULL
                            OR q.due_at NOT BETWEEN CAST(:now AS timestamptz) - make_interval(secs => :slack)
                                                AND CAST(:now AS timestamptz) + make_interval(mins => 10))
                        UNION ALL
                        SELECT 'offer to interpret that nobody looks at ' || o.until_at
                          FROM interpreter_offer o JOIN interpreter_request q ON q.id = o.request_id
                          JOIN conversation c ON c.id = q.conversation_id
                         WHERE o.answer = 'open' AND (q.ended_at IS NOT NULL
                            OR c.status = 'held'
                               AND o.until_at < CAST(:now AS timestamptz) - make_interval(secs => :slack)
                               AND q.due_at > :now)
                        """)
                .bind("now", now)
                .bind("slack", SLACK.toSeconds())
                .mapTo(String.class)
                .list());
    }

    /// Once it has been quiet for more than ten minutes: whoever waits in danger has an alarm that is told again
    /// within two minutes, or within ten where a supervisor said that they act on it.
    List<String> inDangerUnheard(Instant now) {
        return sql.withHandle(handle ->
                handle.createQuery("""
                        SELECT 'in danger ' || c.id || ' since ' || r.began_at
                          FROM conversation c
                          JOIN escalation_run r ON r.conversation_id = c.id AND r.status = 'running'
                         WHERE c.status IN ('waiting', 'left') AND c.danger_at IS NOT NULL AND NOT c.test
                           AND r.began_at < CAST(:now AS timestamptz) - make_interval(mins => 11)
                           AND NOT EXISTS (
                               SELECT FROM alarm a
                                WHERE a.subject_id = c.id AND a.ended_at IS NULL
                                  AND a.kind IN ('danger-unanswered', 'incident', 'holder-off-in-danger')
                                  AND a.due_at <= CAST(:now AS timestamptz)
                                      + make_interval(mins => CASE WHEN a.acknowledged_at IS NULL THEN 2 ELSE 10 END))
                        """).bind("now", now).mapTo(String.class).list());
    }
}
