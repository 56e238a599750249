package org.amparo.alarms;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.amparo.delivery.CarrierCheck;
import org.amparo.delivery.Queues;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.ClockDifference;
import org.amparo.platform.Ids;
import org.amparo.platform.Pollers;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.amparo.retention.Erasures;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Gap;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The program looks after itself: what is late or broken reaches a supervisor, what passes by itself rings nobody.
class WatchTest {
    private static final StandIns OUTSIDE = new StandIns();
    private final TestLine walk = TestLine.open(TestLine.NOON, Map.of("AMPARO_WATCHDOG_URL", OUTSIDE.watchdog()));
    private final Line line = walk.node().bean(Lines.class).first();
    private final Phone vera = walk.phone("+447700900110");

    @AfterEach
    void end() {
        walk.close();
        OUTSIDE.pings();
    }

    @AfterAll
    static void close() {
        OUTSIDE.close();
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            walk.clock().forward(seconds(31));
        }
    }

    private boolean stands(Alarm.Kind kind) {
        return walk.sql()
                        .withHandle(handle -> handle.createQuery(
                                        "SELECT count(*) FROM alarm WHERE kind = :kind AND ended_at IS NULL")
                                .bind("kind", kind.column())
                                .mapTo(Integer.class)
                                .one())
                == 1;
    }

    /// Until a look raised it; the supervisor heard of it, and acts.
    private void told(Alarm.Kind kind, int mostLooks) {
        for (int i = 0; i < mostLooks && !stands(kind); i++) {
            looks(1);
        }
        assertTrue(stands(kind));
        vera.hears("duty.alarm-fault", "en");
        if (kind.calls()) {
            vera.rings("duty.call-alarm", "en").presses("1", "duty.call-known", "en");
        } else {
            var alarms = walk.node().bean(Alarms.class);
            var who = walk.node().bean(Responders.class).supervisors(line.id()).getFirst();
            alarms.acknowledge(
                    alarms.open(who.id()).orElseThrow().id(),
                    who.id(),
                    walk.clock().now());
            walk.settle();
        }
        vera.hears("duty.alarm-known", "en");
    }

    private void over(Alarm.Kind kind) {
        vera.hears("duty.alarm-over", "en");
        assertFalse(stands(kind));
    }

    /// A text that waits in vain: it is not tried for hours.
    private UUID unhandled(int attempts) {
        var id = Ids.next(walk.clock().now());
        walk.sql()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO unhandled (id, organisation_id, line_id, key_owner, sealed, attempts, due_at, received_at)
                        VALUES (:id, :organisation, :line, :id, '\\x00', :attempts, :due, :now)
                        """)
                        .bind("id", id)
                        .bind("organisation", line.organisationId())
                        .bind("line", line.id())
                        .bind("attempts", attempts)
                        .bind("due", walk.clock().now().plus(hours(20)))
                        .bind("now", walk.clock().now())
                        .execute());
        return id;
    }

    private void gone(UUID unhandled) {
        walk.sql().useHandle(handle -> handle.execute("DELETE FROM unhandled WHERE id = ?", unhandled));
    }

    @Test
    void a_text_that_waits_too_long_is_told_and_told_over_and_the_watchdog_hears_nothing_meanwhile() {
        looks(3);
        assertTrue(OUTSIDE.pings() > 0, "all is on time");
        var text = unhandled(0);
        looks(2);
        assertFalse(stands(Alarm.Kind.INBOUND_LATE));
        told(Alarm.Kind.INBOUND_LATE, 4);
        OUTSIDE.pings();
        looks(4);
        assertEquals(0, OUTSIDE.pings());
        gone(text);
        looks(1);
        over(Alarm.Kind.INBOUND_LATE);
        looks(3);
        assertTrue(OUTSIDE.pings() > 0);
    }

    @Test
    void a_text_our_own_code_fails_on_is_told_as_that() {
        var text = unhandled(3);
        told(Alarm.Kind.UNHANDLED_TEXT, 5);
        assertFalse(stands(Alarm.Kind.INBOUND_LATE));
        gone(text);
        looks(1);
        over(Alarm.Kind.UNHANDLED_TEXT);
    }

    @Test
    void a_clock_that_jumps_makes_no_alarm() {
        unhandled(0);
        walk.clock().forward(hours(1));
        walk.clock().forward(hours(1));
        walk.clock().forward(Duration.ofMinutes(10));
        assertFalse(stands(Alarm.Kind.INBOUND_LATE));
    }

    @Test
    void a_text_that_is_to_leave_later_is_not_late() {
        var due = walk.clock().now().plus(hours(1)).truncatedTo(ChronoUnit.MILLIS);
        outbox("queued", due);
        looks(5);
        assertFalse(stands(Alarm.Kind.OUTBOX_LATE));
        var queues = walk.node().bean(Queues.class);
        assertEquals(Optional.empty(), queues.oldestDue(walk.clock().now()));
        var later = walk.clock().now().plus(hours(2));
        assertEquals(Optional.of(due), queues.oldestDue(later));
    }

    @Test
    void many_texts_that_fail_are_told_of_and_a_few_are_not() {
        finals(19, "undelivered");
        looks(1);
        assertFalse(stands(Alarm.Kind.DELIVERY_FAILING));
        finals(21, "delivered");
        told(Alarm.Kind.DELIVERY_FAILING, 1);
        walk.clock().forward(Duration.ofMinutes(16));
        over(Alarm.Kind.DELIVERY_FAILING);
    }

    private void outbox(String status, Instant due) {
        walk.sql()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO outbox (id, organisation_id, line_id, lane, origin, class, text_id, locale, status,
                                            due_at, report_token, created_at, final_at)
                        VALUES (gen_random_uuid(), :organisation, :line, gen_random_uuid(), 'test', 'duty', 'sys.menu', 'en',
                               :status, :due, gen_random_uuid()::text, :due, CASE WHEN :status = 'queued' THEN NULL ELSE CAST(:due AS timestamptz) END)
                        """)
                        .bind("organisation", line.organisationId())
                        .bind("line", line.id())
                        .bind("status", status)
                        .bind("due", due)
                        .execute());
    }

    private void finals(int count, String status) {
        for (int i = 0; i < count; i++) {
            outbox(status, walk.clock().now());
        }
    }

    @Test
    void clocks_that_differ_are_told_of_and_a_demonstration_moved_far_is_not() {
        assertTrue(walk.node().bean(ClockDifference.class).measure().compareTo(seconds(5)) < 0);
        var watch = walk.node().bean(NodeWatch.class);
        watch.look(walk.clock().now(), false, seconds(31));
        walk.settle();
        told(Alarm.Kind.CLOCK_TROUBLE, 0);
        watch.look(walk.clock().now(), false, seconds(29));
        walk.settle();
        over(Alarm.Kind.CLOCK_TROUBLE);
    }

    @Test
    void a_database_that_was_away_is_told_of_once_it_is_back() {
        var node = impatient();
        walk.database().shut();
        failedLook(node);
        failedLook(node);
        walk.database().open();
        assertTrue(walk.node().bean(Pollers.class).settle(minutes(1)));
        told(Alarm.Kind.DATABASE_TROUBLE, 1);
        looks(1);
        over(Alarm.Kind.DATABASE_TROUBLE);
    }

    /// Time passes, and the node looks at itself in vain.
    private void failedLook(Node node) {
        walk.passes(seconds(31));
        node.bean(NodeWatch.class).step();
    }

    /// A program that waits for the database but a moment.
    private Node impatient() {
        var name = "datasources.default.connection-timeout";
        System.setProperty(name, "500");
        try {
            return walk.addNode();
        } finally {
            System.clearProperty(name);
        }
    }

    @Test
    void carrier_copies_that_stay_are_told_of_until_they_are_gone() {
        copies(Optional.of(walk.clock().now().minus(hours(27))));
        walk.clock().forward(hours(1));
        told(Alarm.Kind.CARRIER_LEFTOVERS, 0);
        copies(Optional.empty());
        walk.clock().forward(hours(1));
        over(Alarm.Kind.CARRIER_LEFTOVERS);
    }

    @Test
    void an_erasure_that_hangs_is_told_of_and_the_watchdog_hears_nothing_meanwhile() {
        walk.phone().texts("bonjour").hears("sys.welcome-known", "fr");
        try (var other = walk.sql().open()) {
            other.begin();
            var contact = other.createQuery("SELECT id FROM contact FOR NO KEY UPDATE")
                    .mapTo(UUID.class)
                    .one();
            walk.node()
                    .bean(Erasures.class)
                    .request(contact, line.organisationId(), walk.clock().now());
            walk.clock().forward(seconds(61));
            assertFalse(stands(Alarm.Kind.ERASURE_LATE), "what passes by itself rings nobody");
            OUTSIDE.pings();
            told(Alarm.Kind.ERASURE_LATE, 4);
            assertEquals(0, OUTSIDE.pings());
            other.rollback();
        }
        walk.settle();
        looks(1);
        over(Alarm.Kind.ERASURE_LATE);
    }

    @Test
    void copies_nobody_asks_the_carrier_to_delete_are_told_of() {
        copies(Optional.of(walk.clock().now()));
        walk.sql()
                .useHandle(
                        handle -> handle.execute("UPDATE carrier_copy SET due_at = created_at + interval '1 second'"));
        late("SELECT carrier_id FROM carrier_copy FOR UPDATE", Alarm.Kind.DELETION_LATE, hours(1), 4);
    }

    @Test
    void a_day_whose_statistics_are_not_written_is_told_of() {
        late("SELECT due_at FROM statistic_round FOR UPDATE", Alarm.Kind.STATISTICS_LATE, hours(26), 4);
    }

    /// The hourly run counts as late half an hour after it should have ended, and looks each moment whether it may
    /// go on.
    @Test
    void a_run_of_retention_that_hangs_is_told_of() {
        late("SELECT due_at FROM retention_run FOR UPDATE", Alarm.Kind.RETENTION_LATE, minutes(91), 15);
    }

    /// Somebody holds what the work needs; the supervisor hears of it, and that it is over once they let go.
    private void late(String locking, Alarm.Kind kind, Duration after, int mostLooks) {
        try (var other = walk.sql().open()) {
            other.begin();
            other.createQuery(locking).mapToMap().list();
            walk.clock().forward(after);
            assertFalse(stands(kind), "what passes by itself rings nobody");
            told(kind, mostLooks);
            other.rollback();
        }
        walk.settle();
        looks(1);
        over(kind);
    }

    @Test
    void a_language_nobody_is_on_for_is_told_of_and_so_is_a_gap_in_the_plan() {
        var plan = walk.node().bean(DutyPlan.class);
        var now = walk.clock().now();
        assertEquals(Set.of(), plan.uncovered(line, now));
        assertEquals(List.of(), plan.gaps(line, now, now.plus(hours(14 * 24))));
        var schedules = walk.node().bean(Schedules.class);
        var day = schedules.of(line.id(), now).stream()
                .map(Rota::schedule)
                .filter(one -> one.name().equals("day"))
                .findFirst()
                .orElseThrow();
        var leo = walk.node().bean(Responders.class).of(line.id()).stream()
                .filter(one -> one.alias().equals("Leo"))
                .findFirst()
                .orElseThrow();
        schedules.override(
                day.id(),
                line.organisationId(),
                new DutyOverride.Remove(Ids.next(now), now, now.plus(hours(24)), leo.id()),
                now);
        var gaps = plan.gaps(line, now, now.plus(hours(14 * 24)));
        assertEquals(List.of("tl", "tl"), gaps.stream().map(Gap::locale).toList());
        assertEquals(now, gaps.getFirst().from());
        walk.node().bean(GapLook.class).look(now, false);
        walk.settle();
        vera.hears("duty.alarm-gap", "en").saying("2 such gaps");
        var night = schedules.of(line.id(), now).stream()
                .map(Rota::schedule)
                .filter(one -> one.name().equals("night"))
                .findFirst()
                .orElseThrow();
        var off = new DutyOverride.Remove(Ids.next(now), now, now.plus(hours(48)), leo.id());
        schedules.override(night.id(), line.organisationId(), off, now);
        walk.node().bean(GapLook.class).look(now, false);
        walk.settle();
        vera.hears("duty.alarm-gap-call", "en").saying("Mon 22:00, Nov 23").saying("2 such gaps");
        walk.sql().useHandle(handle -> handle.execute("DELETE FROM duty_override WHERE id = ?", off.id()));
        walk.node().bean(GapLook.class).look(now, false);
        assertFalse(stands(Alarm.Kind.ON_CALL_GAP_AHEAD), "the demonstration's nights are covered");
        var look = walk.node().bean(DutyLook.class);
        look.look(walk.clock().now(), false);
        looks(2);
        look.look(walk.clock().now(), false);
        walk.settle();
        vera.hears("duty.alarm-nobody", "en").rings("duty.call-alarm", "en");
        look.look(now.plus(hours(25)), false);
        assertFalse(stands(Alarm.Kind.NOBODY_ON_DUTY));
    }

    @Test
    void a_break_of_the_last_one_on_for_a_language_is_told_of_too() {
        var responders = walk.node().bean(Responders.class);
        var noor = responders.of(line.id()).stream()
                .filter(one -> one.alias().equals("Noor"))
                .findFirst()
                .orElseThrow();
        var look = walk.node().bean(DutyLook.class);
        responders.set(
                noor.id(), Availability.BREAK, Optional.of(walk.clock().now().plus(minutes(30))));
        look.look(walk.clock().now(), false);
        looks(2);
        look.look(walk.clock().now(), false);
        walk.settle();
        for (int locale = 0; locale < 3; locale++) {
            vera.hears("duty.alarm-nobody", "en");
        }
        walk.clock().forward(minutes(30));
        look.look(walk.clock().now(), false);
        vera.hearsAnything();
        assertFalse(stands(Alarm.Kind.NOBODY_ON_DUTY));
    }

    @Test
    void the_carrier_is_told_of_when_it_is_wrong_twice() {
        var wrong = EnumSet.of(CarrierCheck.Wrong.BALANCE);
        var look = new CarrierLook(
                () -> wrong, walk.node().bean(WatchRows.class), walk.node().bean(LineFaults.class));
        var now = walk.clock().now();
        look.look(now, false);
        assertFalse(stands(Alarm.Kind.CARRIER_BALANCE));
        looks(2);
        look.look(walk.clock().now(), false);
        walk.settle();
        told(Alarm.Kind.CARRIER_BALANCE, 0);
        wrong.clear();
        look.look(walk.clock().now(), false);
        walk.settle();
        over(Alarm.Kind.CARRIER_BALANCE);
    }

    private void copies(Optional<Instant> made) {
        walk.sql().useHandle(handle -> {
            handle.execute("DELETE FROM carrier_copy");
            made.ifPresent(at -> handle.createUpdate("""
                            INSERT INTO carrier_copy (carrier_id, organisation_id, line_id, kind, due_at, created_at)
                            VALUES ('SM0', :organisation, :line, 'outbound', :due, :made)
                            """)
                    .bind("organisation", line.organisationId())
                    .bind("line", line.id())
                    .bind("due", walk.clock().now().plus(hours(20)))
                    .bind("made", at)
                    .execute());
        });
    }
}
