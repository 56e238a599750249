package org.amparo.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.delivery.DeliveryStatus;
import org.junit.jupiter.api.Test;

class FeedTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID ROW = new UUID(1, 2);

    private final Feed feed = new Feed(() -> NOW);

    private long sent(UUID row) {
        return feed.sentByLine(feed.begin(), "+1", "+2", "hello", 1, Optional.of(row), DeliveryStatus.SENDING, 0);
    }

    private String status(long seq) {
        return feed.after(seq - 1).getFirst().status();
    }

    @Test
    void whoever_saw_a_version_is_told_only_what_changed_since() {
        long first = sent(ROW);
        feed.sentByPhone("+1", "+2", "hi");
        var seen = feed.changes(0);
        assertEquals(2, seen.texts().size());
        assertEquals(List.of(), feed.changes(seen.version()).texts());
        feed.follow(Map.of(ROW, DeliveryStatus.DELIVERED));
        assertEquals(
                List.of(first),
                feed.changes(seen.version()).texts().stream()
                        .map(PhoneText::seq)
                        .toList());
    }

    @Test
    void a_number_of_an_earlier_start_still_gets_all_that_came_since() {
        long earlier = sent(ROW);
        var later = new Feed(() -> NOW.plusSeconds(1));
        long seq = later.sentByPhone("+1", "+2", "hi");
        assertTrue(seq > earlier);
        assertEquals(1, later.after(earlier).size());
    }

    @Test
    void only_what_is_on_its_way_is_followed() {
        long seq = sent(ROW);
        feed.sentByPhone("+1", "+2", "hi");
        assertEquals(List.of(ROW), feed.unfinished());
        feed.follow(Map.of(ROW, DeliveryStatus.UNDELIVERED));
        assertEquals(List.of(), feed.unfinished());
        feed.follow(Map.of(ROW, DeliveryStatus.SENT));
        assertEquals("undelivered", status(seq));
    }

    @Test
    void an_erased_row_ends_as_the_carrier_reported() {
        long seq = sent(ROW);
        feed.gone(List.of(ROW));
        assertEquals("sending", status(seq));
        feed.reported(ROW, DeliveryStatus.DELIVERED);
        assertEquals("sending", status(seq));
        feed.gone(List.of(ROW));
        assertEquals("delivered", status(seq));
        assertEquals(List.of(), feed.unfinished());
    }

    @Test
    void a_row_sent_twice_is_two_texts_with_one_fate() {
        long one = sent(ROW);
        long two = sent(ROW);
        assertEquals(List.of(ROW), feed.unfinished());
        feed.follow(Map.of(ROW, DeliveryStatus.DELIVERED));
        assertEquals("delivered", status(one));
        assertEquals("delivered", status(two));
    }

    @Test
    void a_texts_place_is_where_its_call_began_and_nothing_is_listed_before_it() {
        long slow = feed.begin();
        long quick = sent(ROW);
        assertEquals(List.of(), feed.after(0));
        feed.sentByLine(slow, "+1", "+2", "first", 1, Optional.empty(), DeliveryStatus.SENDING, 0);
        assertEquals(
                List.of(slow, quick), feed.after(0).stream().map(PhoneText::seq).toList());
        long failed = feed.begin();
        long next = sent(ROW);
        assertEquals(List.of(), feed.after(quick));
        feed.ended(failed);
        assertEquals(next, feed.after(quick).getFirst().seq());
    }

    @Test
    void the_oldest_are_forgotten_and_nothing_of_them_stays() {
        sent(ROW);
        for (int i = 0; i < 10_000; i++) {
            feed.sentByPhone("+1", "+2", "hi");
        }
        assertEquals(10_000, feed.after(0).size());
        assertEquals(List.of(), feed.unfinished());
        feed.follow(Map.of(ROW, DeliveryStatus.DELIVERED));
    }

    @Test
    void nothing_of_a_text_shows_when_it_is_printed() {
        feed.sentByPhone("+447700900201", "+2", "a secret");
        var printed = feed.changes(0).toString();
        assertFalse(printed.contains("secret") || printed.contains("900201"));
    }
}
