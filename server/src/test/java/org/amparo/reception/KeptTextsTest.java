package org.amparo.reception;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.amparo.Program;
import org.amparo.contacts.Contact;
import org.amparo.contacts.Contacts;
import org.amparo.harness.Phone;
import org.amparo.harness.SecondLine;
import org.amparo.harness.TestLine;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.platform.Connections;
import org.amparo.platform.Ids;
import org.amparo.platform.Pollers;
import org.amparo.retention.Erasures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Texts that are kept aside: none is lost, none stops another, none brings back somebody who asked to be erased.
class KeptTextsTest {
    private static final String WAGES = "hola, no me pagan el sueldo";
    private static final String FULL =
            "no me pagan el sueldo desde enero y ".repeat(5).substring(0, 160);

    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final AtomicInteger IDS = new AtomicInteger();

    private static <T> T bean(Class<T> type) {
        return line.node().bean(type);
    }

    private static Address address(Phone phone) {
        return ((Address.Read.Reachable) Address.read(phone.number())).address();
    }

    private static InboundText text(Phone phone, String body) {
        return text(bean(Lines.class).first(), phone, body);
    }

    private static InboundText text(Line to, Phone phone, String body) {
        return new InboundText(
                "SMkept" + IDS.incrementAndGet(),
                to,
                address(phone),
                body,
                false,
                line.clock().now());
    }

    private static Optional<Contact> contact(Phone phone) {
        return bean(Contacts.class).find(bean(Lines.class).first().organisationId(), address(phone));
    }

    private static void sql(String statement) {
        line.sql().useHandle(handle -> handle.execute(statement));
    }

    private static int rows(String table) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Integer.class)
                        .one());
    }

    private static int dayKeys() {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM keyring.data_key WHERE owner_id = :day")
                        .bind("day", DayKeys.owner(line.clock().now()))
                        .mapTo(Integer.class)
                        .one());
    }

    private static long dropped(DroppedTexts.Why why) {
        return bean(DroppedTexts.class).count(why);
    }

    private static boolean broken;

    /// Our own code fails on every text from now on.
    private static void breakCode() {
        sql("ALTER TABLE dialogue RENAME TO dialogue_away");
        broken = true;
    }

    private static void mendCode() {
        sql("ALTER TABLE dialogue_away RENAME TO dialogue");
        broken = false;
    }

    @AfterEach
    void mend() {
        if (broken) {
            mendCode();
        }
    }

    private static Door door(Consumer<InboundText> handling) {
        return door(handling, 1);
    }

    private static Door door(Consumer<InboundText> handling, int atOnce) {
        return new Door(
                handling,
                bean(Unhandled.class),
                bean(Journal.class),
                bean(StaticAnswers.class),
                bean(Connections.class),
                bean(InstantSource.class),
                atOnce,
                Duration.ZERO);
    }

    @Test
    void an_error_of_our_own_loses_no_text() {
        for (var error : new Error[] {new StackOverflowError(), new AssertionError(), new NoSuchMethodError()}) {
            var phone = line.phone();
            var taken = door(_ -> {
                        throw error;
                    })
                    .take(text(phone, WAGES));
            assertInstanceOf(Inbox.Taken.Durably.class, taken);
            line.clock().forward(seconds(3));
            phone.hears("sys.welcome-known", "es");
        }
    }

    @Test
    void a_journal_that_cannot_be_read_keeps_no_kept_text_from_its_answer() throws IOException {
        var stray = Files.createDirectories(line.node().homeFolder().resolve("journal"))
                .resolve("not-a-day.texts");
        Files.createFile(stray);
        try {
            var phone = line.phone();
            door(_ -> {
                        throw new AssertionError();
                    })
                    .take(text(phone, WAGES));
            line.clock().forward(seconds(3));
            phone.hears("sys.welcome-known", "es");
        } finally {
            Files.delete(stray);
        }
    }

    @Test
    void in_a_crowd_a_text_waits_in_the_journal_and_gets_its_answer_but_no_static_one() {
        var phone = line.phone();
        var handled = new AtomicInteger();
        var taken = door(_ -> handled.incrementAndGet(), 0).take(text(phone, WAGES));
        assertEquals(new Inbox.Taken.InJournal(""), taken);
        assertEquals(0, handled.get());
        line.settle();
        phone.hears("sys.welcome-known", "es").hearsNothing();
    }

    @Test
    void a_program_at_its_end_leaves_the_text_with_the_carrier() {
        var door = door(_ -> {
            throw new OutOfMemoryError();
        });
        var text = text(line.phone(), WAGES);
        assertThrows(OutOfMemoryError.class, () -> door.take(text));
    }

    @Test
    void an_error_undoes_the_claim() {
        var claims = bean(Claims.class);
        var id = "SMerror" + IDS.incrementAndGet();
        assertThrows(
                StackOverflowError.class,
                () -> inTransaction(() -> {
                    assertTrue(claims.claim(id, line.clock().now()));
                    throw new StackOverflowError();
                }));
        assertTrue(claims.claim(id, line.clock().now()));
    }

    @Test
    void a_text_that_does_not_open_any_more_stops_no_other() {
        var lost = line.phone();
        var kept = line.phone();
        long before = dropped(DroppedTexts.Why.SEAL_BROKEN);
        breakCode();
        bean(Inbox.class).take(text(lost, WAGES));
        sql("UPDATE unhandled SET sealed = 'x'");
        bean(Inbox.class).take(text(kept, WAGES));
        mendCode();
        line.clock().forward(seconds(3));
        kept.hears("sys.welcome-known", "es");
        lost.hearsNothing();
        assertEquals(0, rows("unhandled"));
        assertEquals(before + 1, dropped(DroppedTexts.Why.SEAL_BROKEN));
    }

    @Test
    void a_part_that_does_not_open_does_not_block_its_sender() {
        var phone = line.phone();
        phone.texts(FULL).hearsNothing();
        sql("UPDATE waiting_part SET sealed = 'x'");
        phone.texts(WAGES).hears("sys.welcome-known", "es");
    }

    @Test
    void a_part_our_code_fails_on_is_tried_again_and_holds_up_nobody() {
        var phone = line.phone();
        phone.texts(FULL).hearsNothing();
        breakCode();
        line.clock().forward(seconds(5));
        assertEquals(0, rows("waiting_part"));
        assertEquals(1, rows("unhandled"));
        mendCode();
        line.clock().forward(minutes(1));
        phone.hears("sys.welcome-known", "es");
    }

    @Test
    void the_key_of_a_day_goes_with_the_last_text_it_sealed() {
        var phone = line.phone();
        breakCode();
        bean(Inbox.class).take(text(phone, WAGES));
        line.clock().forward(minutes(2));
        assertEquals(1, dayKeys());
        mendCode();
        line.clock().forward(minutes(5));
        phone.hears("sys.welcome-known", "es");
        line.clock().forward(minutes(2));
        assertEquals(0, dayKeys());
    }

    @Test
    void what_cannot_be_handled_for_a_day_goes_with_its_key() {
        try (var other = TestLine.open()) {
            var text = new InboundText(
                    "SMold",
                    other.node().bean(Lines.class).first(),
                    address(line.phone()),
                    WAGES,
                    false,
                    other.clock().now());
            other.sql().useHandle(handle -> handle.execute("ALTER TABLE dialogue RENAME TO dialogue_away"));
            other.node().bean(Inbox.class).take(text);
            other.clock().forward(hours(25));
            other.sql().useHandle(handle -> {
                assertEquals(
                        0,
                        handle.createQuery("SELECT count(*) FROM unhandled")
                                .mapTo(Integer.class)
                                .one());
                assertEquals(
                        0,
                        handle.createQuery("SELECT count(*) FROM keyring.data_key WHERE owner_id = :day")
                                .bind("day", DayKeys.owner(text.at()))
                                .mapTo(Integer.class)
                                .one());
            });
            var told = other.phone("+447700900110").hearsAnything();
            assertFalse(told.isEmpty(), "the supervisor is told that a step of timed retention failed");
            told.forEach(one -> assertTrue(one.body().contains("timed deletion is late"), one::toString));
        }
    }

    @Test
    void texts_of_a_line_that_is_not_served_wait_for_it() {
        var settings = new HashMap<String, String>();
        settings.put("AMPARO_LINES", "second");
        settings.put(
                "AMPARO_CONTENT",
                SecondLine.content("second", "+447700900009", Map.of()).toString());
        settings.put("AMPARO_PORT", "0");
        try (var demo = TestLine.open(TestLine.NOON, Map.of("AMPARO_LINES", "demo"))) {
            settings.putAll(demo.database().settings());
            var phone = line.phone();
            Line second;
            try (var serving = start(settings)) {
                second = serving.context().getBean(Lines.class).first();
            }
            demo.node()
                    .bean(Unhandled.class)
                    .keep(text(second, phone, WAGES), demo.clock().now());
            demo.clock().forward(minutes(5));
            assertEquals(
                    Map.of(second.id(), 1L), demo.node().bean(Unhandled.class).notServed());
            try (var serving = start(settings)) {
                serving.context().getBean(Pollers.class).settle(seconds(10));
                var line = demo.node().bean(Lines.class).first();
                assertTrue(demo.node()
                        .bean(Contacts.class)
                        .find(line.organisationId(), address(phone))
                        .isPresent());
                assertEquals(Map.of(), demo.node().bean(Unhandled.class).notServed());
            }
        }
    }

    private static Program start(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("AMPARO_HOME", "target/test-homes/second-" + Ids.secret());
        return Program.start(all, () -> TestLine.NOON.plusSeconds(400));
    }

    @Test
    void a_text_from_before_an_erasure_brings_nobody_back() {
        var phone = line.phone();
        phone.texts(WAGES).hears("sys.welcome-known", "es");
        breakCode();
        bean(Inbox.class).take(text(phone, "hola"));
        mendCode();
        forget(phone);
        assertEquals(0, rows("unhandled"));
        line.clock().forward(minutes(1));
        phone.hearsNothing();
        assertTrue(contact(phone).isEmpty());
        phone.texts(WAGES).hears("sys.welcome-known", "es");
    }

    @Test
    void nor_does_one_that_is_being_tried_meanwhile() {
        var phone = line.phone();
        phone.texts(WAGES).hears("sys.welcome-known", "es");
        var text = text(phone, "hola");
        var id = UUID.randomUUID();
        forget(phone);
        bean(Reception.class)
                .handleKept(text, false, () -> bean(Unhandled.class).take(id));
        assertTrue(contact(phone).isEmpty());
    }

    @Test
    void the_journal_forgets_too() {
        var phone = line.phone();
        var other = line.phone();
        phone.texts(WAGES).hears("sys.welcome-known", "es");
        var journal = bean(Journal.class);
        inTransaction(() -> {
            // while this transaction holds the rows nothing is replayed
            bean(Contacts.class).lock(contact(phone).orElseThrow().id());
            journal.write(text(phone, "hola"));
            journal.write(text(other, WAGES));
            bean(Erasures.class).eraseNow(contact(phone).orElseThrow().id());
            return true;
        });
        line.settle();
        other.hears("sys.welcome-known", "es");
        phone.hearsNothing();
        assertTrue(contact(phone).isEmpty());
        assertTrue(journal.empty());
    }

    private static void forget(Phone phone) {
        var contact = contact(phone).orElseThrow();
        bean(Erasures.class)
                .request(contact.id(), contact.organisationId(), line.clock().now());
        line.settle();
        assertTrue(contact(phone).isEmpty());
    }

    @Test
    void a_part_that_falls_due_and_its_next_do_not_block_each_other() throws Exception {
        var phone = line.phone();
        phone.texts(FULL).hearsNothing();
        var contact = contact(phone).orElseThrow().id();
        var part =
                bean(WaitingParts.class).due(line.clock().now().plusSeconds(5)).orElseThrow();
        var held = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> inTransaction(() -> {
            bean(Contacts.class).lock(contact);
            held.countDown();
            awaitBlocked();
            return bean(WaitingParts.class).take(part.id(), line.clock().now()).isPresent();
        }));
        held.await();
        bean(Reception.class).handlePart(part);
        assertTrue(first.get(), "the next text took the part");
        assertEquals(0, rows("waiting_part"));
    }

    @Test
    void an_erasure_and_a_text_do_not_block_each_other() {
        var phone = line.phone();
        phone.texts(WAGES).hears("sys.welcome-known", "es");
        var contact = contact(phone).orElseThrow();
        inTransaction(() -> {
            bean(Contacts.class).lock(contact.id());
            CompletableFuture.runAsync(() -> bean(Erasures.class)
                            .request(
                                    contact.id(),
                                    contact.organisationId(),
                                    line.clock().now()))
                    .join();
            // the poller meets the locked contact, and goes on
            line.settle();
            bean(Erasures.class).eraseNow(contact.id());
            return true;
        });
        assertTrue(contact(phone).isEmpty());
    }

    /// Until another transaction waits for a lock.
    private static void awaitBlocked() {
        while (CompletableFuture.supplyAsync(() -> line.sql()
                        .withHandle(handle ->
                                handle.createQuery("""
                                SELECT count(*) FROM pg_stat_activity
                                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                                """).mapTo(Integer.class).one()))
                .join()
                .equals(0)) {
            Thread.onSpinWait();
        }
    }

    private static <T> T inTransaction(java.util.function.Supplier<T> work) {
        @SuppressWarnings("unchecked")
        TransactionOperations<Connection> transactions = bean(TransactionOperations.class);
        return transactions.executeWrite(_ -> work.get());
    }
}
