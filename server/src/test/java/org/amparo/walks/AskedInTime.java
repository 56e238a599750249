package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/// Judges by the rows' own times whether people in danger were asked for, and rung for, when it was due.
record AskedInTime(Jdbi sql) {
    /// What is due is done at most so late once all works again.
    private static final int LATE = 5;

    /// The newest offers of each run were made so many seconds after it began, and its alarm when it was time for
    /// one.
    ///
    /// @param people who are in danger, all since their run began
    void all(int seconds, int people) {
        var made = "%s NOT BETWEEN r.began_at + make_interval(secs => %d) AND r.began_at + make_interval(secs => %d)";
        assertEquals(people, rows("SELECT id::text FROM escalation_run r").size(), "each has a run");
        assertEquals(
                List.of(),
                rows("SELECT 'asked after ' || COALESCE(max(f.asked_at) - r.began_at, interval '1 day')"
                        + " FROM escalation_run r LEFT JOIN offer f ON f.run_id = r.id GROUP BY r.id HAVING "
                        + made.formatted("COALESCE(max(f.asked_at), 'infinity')", seconds, seconds + LATE)),
                "asked late, to be asked at " + seconds);
        assertEquals(
                seconds < 60 ? 0 : people,
                rows("SELECT a.id::text FROM alarm a JOIN escalation_run r ON r.conversation_id = a.subject_id"
                                + " WHERE a.kind = 'danger-unanswered' AND NOT "
                                + made.formatted("a.raised_at", 60, 60 + LATE))
                        .size(),
                "alarms in time");
    }

    private List<String> rows(String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
