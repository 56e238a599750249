package org.amparo.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act.Kind;
import org.amparo.harness.Node;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.platform.RetentionTimes;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The trail on a real database: what is written is linked by the minute, and whoever touches it is found.
class TrailTest {
    private final TestLine line = TestLine.withoutRetention();
    private final UUID supervisor = Ids.next(TestLine.NOON);

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void what_was_done_is_linked_when_its_minute_is_over() {
        act(2);
        line.settle();
        assertEquals(2, verify().waiting());
        minute();
        var verdict = verify();
        assertEquals(Optional.empty(), verdict.broken());
        assertEquals(List.of(1L, 2L, 0L), List.of(verdict.links(), verdict.events(), verdict.waiting()));
        assertEquals(Optional.of(line.clock().now()), verdict.to());
    }

    @Test
    void silence_is_on_record_each_hour() {
        act(1);
        minute();
        line.clock().forward(Duration.ofMinutes(59));
        assertEquals(1, verify().links());
        line.clock().forward(Duration.ofMinutes(1));
        assertEquals(List.of(2L, 1L), List.of(verify().links(), verify().events()));
    }

    @Test
    void a_changed_event_is_found_and_its_place_told() {
        threeLinks();
        var id = event(2, 1);
        tamper("UPDATE audit_event SET kind = 'offer-accepted' WHERE id = '" + id + "'");
        assertBroken("event " + id, "at place 1 of link 2");
    }

    @Test
    void a_changed_event_is_found_before_it_is_linked() {
        act(1);
        tamper("UPDATE audit_event SET actor_id = '" + Ids.next(TestLine.NOON) + "'");
        assertBroken("not linked yet, was changed");
        minute();
        assertBroken("at place 0 of link 1");
    }

    @Test
    void a_removed_event_is_found_and_its_place_told() {
        threeLinks();
        tamper("DELETE FROM audit_event WHERE id = '" + event(2, 0) + "'");
        assertBroken("missing at place 0 of link 2");
    }

    @Test
    void the_last_event_of_a_link_taken_away_is_found() {
        threeLinks();
        tamper("DELETE FROM audit_event WHERE id = '" + event(2, 2) + "'");
        assertBroken("link 2", "written with 3 events and has 2");
    }

    @Test
    void an_inserted_event_is_found_and_its_place_told() {
        threeLinks();
        tamper("""
                INSERT INTO audit_event (id, organisation_id, kind, done_at, stamp, link_number, place)
                SELECT gen_random_uuid(), organisation_id, 'erasure-done', done_at, stamp, link_number, 3
                  FROM audit_event WHERE link_number = 2 AND place = 0
                """);
        assertBroken("at place 3 of link 2", "not written by the program");
    }

    @Test
    void reordered_events_are_found_and_their_link_told() {
        threeLinks();
        tamper("""
                UPDATE audit_event SET place = 9 WHERE link_number = 2 AND place = 0;
                UPDATE audit_event SET place = 0 WHERE link_number = 2 AND place = 1;
                UPDATE audit_event SET place = 1 WHERE link_number = 2 AND place = 9
                """);
        assertBroken("link 2", "order");
    }

    @Test
    void a_link_taken_out_whole_is_found() {
        threeLinks();
        tamper("DELETE FROM audit_event WHERE link_number = 2; DELETE FROM audit_link WHERE number = 2");
        assertBroken("link 2 is missing before link 3");
    }

    @Test
    void an_end_cut_off_is_found_by_whoever_noted_a_link() {
        threeLinks();
        var newest = verify().newest().orElseThrow();
        var noted = newest.substring(newest.indexOf(' ') + 1);
        assertEquals(Optional.of(true), trail().holds(3, noted));
        tamper("DELETE FROM audit_event WHERE link_number = 3; DELETE FROM audit_link WHERE number = 3");
        assertEquals(Optional.empty(), verify().broken(), "the chain alone cannot know how long it was");
        assertEquals(Optional.of(false), trail().holds(3, noted));
    }

    @Test
    void a_forged_anchor_is_found() {
        threeLinks();
        tamper("""
                INSERT INTO audit_anchor (number, hash, cut_at, stamp)
                SELECT number, hash, linked_at, hash FROM audit_link WHERE number = 2;
                DELETE FROM audit_event WHERE link_number <= 2; DELETE FROM audit_link WHERE number <= 2
                """);
        assertBroken("anchor");
    }

    @Test
    void the_database_itself_refuses_to_change_or_forget() {
        threeLinks();
        act(1);
        for (var sql : List.of(
                "UPDATE audit_event SET kind = 'offer-accepted' WHERE link_number = 1",
                "UPDATE audit_event SET link_number = NULL, place = NULL WHERE link_number = 1",
                "UPDATE audit_event SET done_at = done_at - make_interval(days => 1) WHERE link_number IS NULL",
                "DELETE FROM audit_event WHERE link_number = 1",
                "DELETE FROM audit_event WHERE link_number IS NULL",
                "DELETE FROM audit_link WHERE number = 3",
                "UPDATE audit_link SET events = 0",
                "INSERT INTO audit_anchor (number, hash, cut_at, stamp)"
                        + " SELECT number, hash, linked_at, hash FROM audit_link WHERE number = 2",
                "TRUNCATE audit_event",
                "TRUNCATE audit_link CASCADE")) {
            assertThrows(
                    JdbiException.class,
                    () -> line.sql().useHandle(handle -> handle.execute(sql)),
                    () -> "allowed: " + sql);
        }
        assertEquals(Optional.empty(), verify().broken());
    }

    @Test
    void two_nodes_write_one_chain_without_gaps() {
        var other = line.addNode();
        for (int i = 0; i < 6; i++) {
            act(line.node());
            act(other);
            minute();
        }
        var verdict = verify();
        assertEquals(Optional.empty(), verdict.broken());
        assertEquals(List.of(6L, 12L), List.of(verdict.links(), verdict.events()));
    }

    @Test
    void both_nodes_can_go_on_with_the_chain() {
        var other = line.addNode().bean(Chain.class);
        var one = line.node().bean(Chain.class);
        var at = line.clock().now().plusSeconds(3600);
        for (int i = 0; i < 4; i++) {
            act(1);
            assertTrue((i % 2 == 0 ? one : other).linkNext(at.plusSeconds(60L * i)));
        }
        assertEquals(Optional.empty(), verify().broken());
        var nodes = new HashSet<>(line.sql()
                .withHandle(handle -> handle.createQuery("SELECT node_id FROM audit_link")
                        .mapTo(UUID.class)
                        .list()));
        assertEquals(2, nodes.size());
    }

    @Test
    void old_links_go_after_twelve_months_and_the_rest_still_verifies() {
        threeLinks();
        line.clock().forward(Duration.ofDays(200));
        act(3);
        minute();
        line.clock().forward(Duration.ofDays(170));
        var kept = line.node().bean(AuditRetention.class);
        assertEquals(5, sum(kept, 5), "at most as many rows as asked for");
        assertEquals(Optional.empty(), verify().broken(), "half way");
        assertTrue(sum(kept, 1000) > 5);
        assertEquals(0, sum(kept, 1000));
        var verdict = verify();
        assertEquals(Optional.empty(), verdict.broken());
        assertEquals(3, verdict.events());
        assertEquals(Optional.empty(), trail().holds(1, "00"), "let go");
        act(1);
        minute();
        assertEquals(Optional.empty(), verify().broken());
    }

    private int sum(AuditRetention kept, int atMost) {
        return kept.expire(RetentionTimes.usual(), line.clock().now(), atMost).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private void threeLinks() {
        for (int i = 0; i < 3; i++) {
            act(3);
            minute();
        }
        assertEquals(Optional.empty(), verify().broken());
    }

    private void minute() {
        line.clock().forward(Duration.ofMinutes(1));
    }

    private void act(int times) {
        for (int i = 0; i < times; i++) {
            act(line.node());
        }
    }

    private void act(Node node) {
        var organisation = node.bean(Lines.class).first().organisationId();
        var now = line.clock().now();
        node.bean(Audit.class)
                .act(new Act(
                        organisation,
                        Optional.of(supervisor),
                        Kind.CONVERSATION_READ,
                        Optional.of(Ids.next(now)),
                        Map.of(Kind.OFFER_ACCEPTED, 7L, Kind.HOLD_ASKED, 0L),
                        now));
    }

    private UUID event(int link, int place) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT id FROM audit_event WHERE link_number = :link AND place = :place")
                        .bind("link", link)
                        .bind("place", place)
                        .mapTo(UUID.class)
                        .one());
    }

    /// What somebody who owns the database can do: the refusals are switched off first.
    private void tamper(String sql) {
        line.sql().useHandle(handle -> {
            handle.execute("ALTER TABLE audit_event DISABLE TRIGGER USER");
            handle.execute("ALTER TABLE audit_link DISABLE TRIGGER USER");
            handle.execute("ALTER TABLE audit_anchor DISABLE TRIGGER USER");
            handle.execute(sql);
        });
    }

    private Trail trail() {
        return Trail.of(line.sql(), line.node().bean(TrailKey.class));
    }

    private Verdict verify() {
        return trail().verify();
    }

    private void assertBroken(String... words) {
        var told = verify().broken().orElse("whole");
        for (var word : words) {
            assertTrue(told.contains(word), () -> "'" + word + "' is not said in: " + told);
        }
    }
}
