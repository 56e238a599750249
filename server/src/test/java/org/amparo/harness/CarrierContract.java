package org.amparo.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.Carrier.Outbound;
import org.amparo.delivery.Carrier.Outcome;
import org.amparo.delivery.Carrier.Reason;
import org.amparo.delivery.CarrierCopies.Copy;
import org.amparo.delivery.CarrierCopies.Direction;
import org.amparo.delivery.CarrierCopies.Fetched;
import org.amparo.delivery.CarrierCopies.Listing;
import org.amparo.delivery.CarrierCopies.Removal;
import org.amparo.lines.Line;
import org.amparo.numbers.Address;
import org.junit.jupiter.api.Test;

/// What every carrier must do, the real one (against a stub of its API) and the simulated one alike.
public interface CarrierContract {
    Carrier carrier();

    Line line();

    /// What the carrier took so far, oldest first.
    List<Carried> carried();

    /// The next message meets this.
    void next(Fault fault);

    /// The next deletion meets this.
    void nextDeletion(Fault fault);

    /// Somebody texts the line, and no webhook tells of it.
    ///
    /// @return the carrier's id of the text
    String arrives(String from, String body, boolean media);

    /// A call of ours rings no more.
    void callIsOver(String id);

    /// The time at the carrier.
    Instant carrierTime();

    /// A text as the other end of the carrier has it.
    ///
    /// @param to as the carrier writes it
    record Carried(String to, String body) {}

    /// What can happen to a message at the hand-over.
    enum Fault {
        /// Refused: the person stopped this sender at the carrier.
        OPTED_OUT,
        /// Not processed: too many at once.
        TOO_MANY,
        /// The carrier says that it is out of order.
        DOWN,
        /// The carrier takes it, and its answer is lost.
        ANSWER_LOST,
        /// A message that is still on its way cannot be deleted.
        NOT_FINAL
    }

    private Outbound.FreeText text(String body) {
        return new Outbound.FreeText(
                UUID.randomUUID(),
                line(),
                new Address(Address.Kind.PHONE, "+447700900123"),
                "0123456789abcdef",
                body,
                Duration.ofMinutes(10),
                false);
    }

    @Test
    default void an_accepted_text_has_an_id_of_its_own() {
        var first = assertInstanceOf(Outcome.Accepted.class, carrier().send(text("one")));
        var second = assertInstanceOf(Outcome.Accepted.class, carrier().send(text("two")));
        assertFalse(first.carrierId().isBlank());
        assertNotEquals(first.carrierId(), second.carrierId());
    }

    @Test
    default void a_text_arrives_letter_by_letter() {
        var texts = List.of(
                "Reply 1 & 2 = 100% + \"more\" <b>",
                "می‌خواهم با کسی صحبت کنم", "ကျွန်ုပ်တို့", "👨‍👩‍👧 è ő ț", "line\nbreak ", "x".repeat(1000));
        texts.forEach(body -> assertInstanceOf(Outcome.Accepted.class, carrier().send(text(body))));
        assertEquals(
                texts.stream().map(body -> new Carried("+447700900123", body)).toList(), carried());
    }

    @Test
    default void whoever_opted_out_is_refused_for_good() {
        next(Fault.OPTED_OUT);
        assertEquals(new Outcome.Refused(Reason.OPTED_OUT, 21610), carrier().send(text("a")));
        assertEquals(List.of(), carried());
    }

    @Test
    default void too_many_is_for_later() {
        next(Fault.TOO_MANY);
        var later = assertInstanceOf(Outcome.TryLater.class, carrier().send(text("a")));
        assertEquals(Reason.TOO_MANY, later.reason());
        assertTrue(later.after().isPositive());
        assertEquals(List.of(), carried());
    }

    @Test
    default void out_of_order_is_for_later_and_nothing_is_carried_twice() {
        next(Fault.DOWN);
        var later = assertInstanceOf(Outcome.TryLater.class, carrier().send(text("a")));
        assertEquals(Reason.CARRIER_DOWN, later.reason());
        assertInstanceOf(Outcome.Accepted.class, carrier().send(text("a")));
        assertEquals(1, carried().size());
    }

    @Test
    default void a_lost_answer_is_a_doubt_though_the_text_was_carried() {
        next(Fault.ANSWER_LOST);
        assertInstanceOf(Outcome.InDoubt.class, carrier().send(text("a")));
        assertEquals(List.of(new Carried("+447700900123", "a")), carried());
    }

    @Test
    default void many_threads_may_send_at_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sends = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> carrier().send(text("text " + i))))
                    .toList();
            for (var send : sends) {
                assertInstanceOf(Outcome.Accepted.class, send.get());
            }
        }
        assertEquals(50, carried().stream().distinct().count());
    }

    private List<Copy> copies(Direction direction) {
        var found = new ArrayList<Copy>();
        Optional<String> page = Optional.empty();
        do {
            var now = carrierTime();
            var listed = assertInstanceOf(
                    Listing.Page.class,
                    carrier().list(line(), direction, now.minusSeconds(3600), now.plusSeconds(60), page));
            found.addAll(listed.copies());
            page = listed.next();
        } while (page.isPresent());
        return found;
    }

    default List<String> ids(Direction direction) {
        return copies(direction).stream()
                .map(Copy::carrierId)
                .distinct()
                .sorted()
                .toList();
    }

    private String sent() {
        return assertInstanceOf(Outcome.Accepted.class, carrier().send(text("a")))
                .carrierId();
    }

    @Test
    default void what_was_sent_is_kept_until_it_is_deleted() {
        var id = sent();
        assertEquals(List.of(id), ids(Direction.OUTBOUND));
        assertEquals(List.of(), ids(Direction.INBOUND));
        assertEquals(new Removal.Gone(true), carrier().delete(line(), id));
        assertEquals(List.of(), ids(Direction.OUTBOUND));
        assertEquals(new Removal.Gone(false), carrier().delete(line(), id), "what is gone is gone");
    }

    @Test
    default void a_call_is_kept_until_it_is_deleted() {
        var call = new Outbound.AlertCall(
                UUID.randomUUID(),
                line(),
                new Address(Address.Kind.PHONE, "+447700900101"),
                "0123456789abcdef",
                "Press 1 to take it.",
                "en");
        var id = assertInstanceOf(Outcome.Accepted.class, carrier().send(call)).carrierId();
        assertEquals(List.of(id), ids(Direction.OUTBOUND));
        assertTrue(copies(Direction.OUTBOUND).stream().noneMatch(Copy::holdsBody), "no text nobody has seen");
        callIsOver(id);
        assertEquals(new Removal.Gone(true), carrier().delete(line(), id));
        assertEquals(List.of(), ids(Direction.OUTBOUND));
        assertEquals(new Removal.Gone(false), carrier().delete(line(), id));
    }

    @Test
    default void what_came_is_kept_until_it_is_deleted() {
        var id = arrives("+447700900123", "my boss took my papers", false);
        var copy = copies(Direction.INBOUND).getFirst();
        assertEquals(id, copy.carrierId());
        assertTrue(copy.holdsBody());
        assertFalse(copy.media());
        var fetched = assertInstanceOf(Fetched.Message.class, carrier().fetch(line(), id));
        assertEquals("my boss took my papers", fetched.body());
        assertEquals(Optional.of(new Address(Address.Kind.PHONE, "+447700900123")), fetched.from());
        assertEquals(copy.at(), fetched.at());
        assertEquals(new Removal.Gone(true), carrier().delete(line(), id));
        assertEquals(new Fetched.Gone(), carrier().fetch(line(), id));
    }

    @Test
    default void pictures_are_deleted_apart() {
        var id = arrives("whatsapp:+447700900123", "", true);
        assertTrue(copies(Direction.INBOUND).getFirst().media());
        assertEquals(new Removal.Gone(true), carrier().deleteMedia(line(), id));
        assertEquals(new Removal.Gone(false), carrier().deleteMedia(line(), id));
        assertEquals(new Removal.Gone(true), carrier().delete(line(), id));
    }

    @Test
    default void a_deletion_that_fails_can_be_tried_again() {
        var id = sent();
        nextDeletion(Fault.NOT_FINAL);
        assertEquals(new Removal.NotFinal(), carrier().delete(line(), id));
        for (var fault : List.of(Fault.TOO_MANY, Fault.DOWN)) {
            nextDeletion(fault);
            var later = assertInstanceOf(Removal.Later.class, carrier().delete(line(), id));
            assertEquals(fault == Fault.DOWN ? Reason.CARRIER_DOWN : Reason.TOO_MANY, later.reason());
            assertEquals(List.of(id), ids(Direction.OUTBOUND));
        }
        nextDeletion(Fault.ANSWER_LOST);
        assertInstanceOf(Removal.Later.class, carrier().delete(line(), id));
        assertEquals(new Removal.Gone(false), carrier().delete(line(), id), "the lost answer was a yes");
    }

    @Test
    default void a_long_list_comes_in_pages() {
        var sent = IntStream.range(0, 45).mapToObj(_ -> sent()).sorted().toList();
        assertEquals(sent, ids(Direction.OUTBOUND));
    }

    @Test
    default void what_is_not_there_is_not_there() {
        var nothing = "SM" + "f".repeat(32);
        assertEquals(new Removal.Gone(false), carrier().delete(line(), nothing));
        assertEquals(new Removal.Gone(false), carrier().deleteMedia(line(), nothing));
        assertEquals(new Fetched.Gone(), carrier().fetch(line(), nothing));
    }
}
