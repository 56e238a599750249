package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.amparo.harness.TestLine;

/// What came about in some [RandomNight]s, counted by the tables: nights in which something never happens would
/// prove nothing about it.
final class NightTally {
    /// What is certain in any four nights that follow one another; the rest is up to the draw, and printed.
    private static final List<String> CERTAIN = List.of(
            "referral asked",
            "referral agreed",
            "referral given",
            "second yes asked",
            "second yes answered",
            "own policy set",
            "partner asked",
            "partner took it",
            "supervisor took it",
            "handed on",
            "danger");

    private final Map<String, Integer> counts = new TreeMap<>();

    void add(TestLine line) {
        line.sql()
                .useHandle(handle -> handle.createQuery("""
                        SELECT 'referral asked' AS what, count(*) AS times FROM consent WHERE purpose = 'referral'
                        UNION ALL SELECT 'referral agreed', count(*) FROM consent WHERE purpose = 'referral' AND answer = 'yes'
                        UNION ALL SELECT 'referral given', count(*) FROM referral
                        UNION ALL SELECT 'second yes asked', count(*) FROM second_yes
                        UNION ALL SELECT 'second yes answered', count(*) FROM second_yes WHERE answered_by IS NOT NULL
                        UNION ALL SELECT 'own policy set', count(*) FROM escalation_policy
                        UNION ALL SELECT 'partner asked', count(*) FROM offer o
                          JOIN responder r ON r.id = o.responder_id AND r.alias = 'House'
                        UNION ALL SELECT 'partner took it', count(*) FROM participant p
                          JOIN responder r ON r.id = p.person_id AND r.alias = 'House'
                        UNION ALL SELECT 'supervisor took it', count(*) FROM participant p
                          JOIN responder r ON r.id = p.person_id AND r.alias = 'Vera'
                        UNION ALL SELECT 'handed on', count(*) FROM (
                          SELECT FROM participant WHERE kind = 'responder' GROUP BY conversation_id HAVING count(*) > 1) many
                        UNION ALL SELECT 'hand-over note asked', count(*) FROM consent WHERE purpose = 'handover-note'
                        UNION ALL SELECT 'interpreter asked', count(*) FROM interpreter_offer
                        UNION ALL SELECT 'danger', count(*) FROM conversation WHERE danger_at IS NOT NULL
                        UNION ALL SELECT 'young', count(*) FROM contact WHERE child_possible
                        UNION ALL SELECT 'unsafe', count(*) FROM sending_state WHERE unsafe_since IS NOT NULL
                        UNION ALL SELECT 'practice', count(*) FROM conversation WHERE test
                        UNION ALL SELECT 'kept away', count(*) FROM responder_exclusion
                        UNION ALL SELECT 'erased', count(*) FROM audit_event WHERE kind = 'erasure-done'
                        UNION ALL SELECT 'rota changed', count(*) FROM duty_override
                        """)
                        .map((row, _) -> Map.entry(row.getString("what"), row.getInt("times")))
                        .forEach(one -> counts.merge(one.getKey(), one.getValue(), Integer::sum)));
    }

    void expectEverything() {
        assertEquals(
                List.of(),
                CERTAIN.stream().filter(one -> counts.getOrDefault(one, 0) == 0).toList(),
                "never happened in these nights, so nothing is shown about it");
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
