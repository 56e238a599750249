package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.Test;

/// Offers on the phones of those who are asked: who wins, who is passed over, and what danger does not wait for
/// (`domain.md` F.2, F.3).
class OffersTest {
    private static final String ANA = "+447700900101";
    private static final String LEO = "+447700900102";
    private static final String NOOR = "+447700900103";
    private static final String VERA = "+447700900110";

    private static final String HANDLE = "([A-Z][0-9])";

    @Test
    void of_two_who_accept_at_once_one_wins_and_the_other_hears_it_kindly() throws Exception {
        try (var line = TestLine.open()) {
            var other = line.addNode();
            for (int round = 0; round < 4; round++) {
                var ana = line.staff(ANA);
                var leo = line.staff(LEO);
                var contact = line.phone();
                contact.texts("he locked me in").hears("sys.crisis", "en");
                ana.hears("duty.offer-urgent", "en");
                line.clock().forward(TestLine.seconds(60));
                leo.hears("duty.offer-urgent", "en");
                line.staff(VERA).hears("duty.alarm-urgent", "en");
                together(() -> ana.textsBy(line.node(), "1"), () -> leo.textsBy(round(line, other), "1"));
                line.settle();
                var heard = Stream.of(ana, leo)
                        .map(phone -> phone.hearsAnything().stream()
                                .map(one -> one.body())
                                .toList())
                        .toList();
                var winner = heard.get(0).getFirst().contains("is yours") ? ana : leo;
                var won = winner == ana ? heard.get(0) : heard.get(1);
                var late = winner == ana ? heard.get(1) : heard.get(0);
                assertTrue(won.getLast().endsWith(": he locked me in"), "and then what was written");
                assertEquals(2, won.size());
                assertTrue(late.getFirst().contains("taken by someone else"), "the other is thanked");
                assertEquals(1, late.size());
                contact.hears("sys.joined", "en").saying(winner == ana ? "Ana" : "Leo");
                assertEquals(1, holders(line, contact));
                winner.texts("#close test").hears("duty.closed", "en");
                contact.hears("sys.closed", "en");
                // Whoever held a talk about danger rests for ten minutes.
                line.clock().forward(TestLine.minutes(11));
            }
        }
    }

    private static Node round(TestLine line, Node other) {
        return line.clock().now().getEpochSecond() % 2 == 0 ? other : line.node();
    }

    @Test
    void a_key_in_the_call_takes_it_and_a_text_comes_too_late() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var contact = line.phone();
            contact.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
            line.clock().forward(TestLine.seconds(60));
            leo.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
            line.staff(VERA).hears("duty.alarm-urgent", "en");
            leo.presses("1", "duty.call-taken", "en");
            leo.hears("duty.accepted", "en").hearsRelayed("he locked me in");
            contact.hears("sys.joined", "en").saying("Leo");
            ana.texts("1").hears("duty.too-late", "en");
            leo.texts("hello").hears("duty.first-handle", "en");
        }
    }

    @Test
    void a_digit_for_the_contact_is_not_taken_for_an_offer_that_somebody_else_has() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var danger = line.phone();
            danger.texts("he locked me in").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
            line.clock().forward(TestLine.seconds(60));
            leo.hears("duty.offer-urgent", "en").rings("duty.call-urgent", "en");
            line.staff(VERA).hears("duty.alarm-urgent", "en");
            leo.texts("1").hears("duty.accepted", "en").hearsRelayed("he locked me in");
            danger.hears("sys.joined", "en");
            ana.texts("#on").hearsAnything();
            var contact = line.phone();
            contact.texts("I want to talk to a person")
                    .hears("sys.waiting", "en")
                    .hears("sys.consent.v1", "en");
            ana.hears("duty.offer", "en").texts("1").hears("duty.accepted", "en");
            var handle = ana.said("([BCDFGHJKLMNPRTVWX][2-9])");
            ana.hearsAnything();
            contact.hears("sys.joined", "en");
            ana.texts(handle + " hello");
            contact.hearsWords("hello");
            line.clock().forward(TestLine.minutes(3));
            contact.texts("shall I take bus 1 or 2?");
            ana.hearsWords(handle + ": shall I take bus 1 or 2?");
            ana.texts("1").hearsNothing();
            contact.hearsWords("1");
            leo.hearsAnything();
            danger.hearsAnything();
        }
    }

    @Test
    void who_wrote_for_themselves_is_not_offered_their_own_talk() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var noor = line.staff(NOOR);
            var vera = line.staff(VERA);
            leo.texts("he is hitting me help me").hears("sys.crisis", "en");
            ana.hears("duty.offer-urgent", "en");
            line.clock().forward(TestLine.minutes(4));
            leo.hearsNothing();
            vera.hearsAnything();
            ana.hearsAnything();
            noor.hears("duty.offer-urgent", "en");
            leo.texts("he took my keys").hearsNothing();
            leo.texts("1").hearsNothing();
            leo.texts("#list").hears("duty.list-empty", "en");
            ana.texts("1").hears("duty.accepted", "en");
            leo.hears("sys.joined", "en").saying("Ana");
            leo.texts("thank you");
            var handle = ana.hearsAnything().getLast().body().substring(0, 2);
            ana.texts(handle + " where are you?");
            leo.hearsWords("where are you?");
            leo.texts("at home");
            ana.hearsWords(handle + ": at home");
            ana.texts("#close test").hears("duty.closed", "en");
            leo.hears("sys.closed", "en");
            leo.texts("hello?").hears("duty.none-held", "en");
        }
    }

    @Test
    void two_missed_in_a_row_set_away_and_the_last_of_a_language_stays() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var noor = line.staff(NOOR);
            var vera = line.staff(VERA);
            // Whatever Ana speaks, Noor speaks too; of Arabic and Filipino there is one each.
            List.of("en", "ro", "ru").forEach(locale -> speaks(line, "Noor", locale));
            var contacts = List.of(waiting(line.phone()), waiting(line.phone()));
            for (int minute = 0; minute < 4; minute++) {
                line.clock().forward(TestLine.seconds(61));
            }
            assertTrue(bodies(ana).stream()
                    .anyMatch(body -> body.contains("you are set to away")
                            && body.contains("It ends by itself: Mon 22:00, Nov 23.")));
            assertTrue(bodies(leo).stream().anyMatch(body -> body.contains("the last one on for Filipino")));
            assertTrue(bodies(noor).stream().anyMatch(body -> body.contains("the last one on for Arabic")));
            vera.hears("duty.alarm-away", "en").saying("Ana");
            vera.texts("1").hears("duty.alarm-known", "en");
            assertEquals(Availability.AWAY, available(line, "Ana"));
            assertEquals(Availability.ON, available(line, "Leo"));
            assertEquals(Availability.ON, available(line, "Noor"));
            ana.texts("#on").hears("duty.on", "en");
            assertEquals(Availability.ON, available(line, "Ana"));
            List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
            contacts.forEach(contact -> contact.texts("STOP").hears("sys.stop", "en"));
            List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
        }
    }

    @Test
    void from_three_minutes_on_danger_asks_those_who_are_full_on_break_or_resting() {
        try (var line = TestLine.open()) {
            var ana = line.staff(ANA);
            var leo = line.staff(LEO);
            var noor = line.staff(NOOR);
            var vera = line.staff(VERA);
            set(line, "Ana", Availability.BREAK);
            var first = line.phone().texts("he locked me in").hears("sys.crisis", "en");
            leo.hears("duty.offer-urgent", "en");
            leo.texts("1").hears("duty.accepted", "en").hearsRelayed("he locked me in");
            first.hears("sys.joined", "en");
            var second = waiting(line.phone());
            leo.hears("duty.offer", "en");
            leo.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
            second.hears("sys.joined", "en");
            speaks(line, "Noor", "en");
            // Leo holds two, one about danger, which is all he may; Ana is on a break; Noor does not answer.
            var third = line.phone().texts("he has a knife").hears("sys.crisis", "en");
            noor.hears("duty.offer-urgent", "en");
            ana.hearsNothing();
            leo.hearsNothing();
            line.clock().forward(TestLine.minutes(3));
            vera.hearsAnything();
            noor.hearsAnything();
            ana.hears("duty.offer-urgent", "en");
            var handle = leo.hears("duty.offer-urgent", "en").said(HANDLE);
            leo.texts(handle + " 1").hears("duty.accepted", "en").hearsRelayed("he has a knife");
            third.hears("sys.joined", "en").saying("Leo");
            ana.texts("1").hears("duty.too-late", "en");
            for (var held : leo.texts("#list")
                    .hears("duty.list", "en")
                    .said("You hold: (.*)")
                    .split(", ", -1)) {
                leo.texts(held + " #close test").hears("duty.closed", "en");
            }
            Stream.of(first, second, third).forEach(phone -> phone.hears("sys.closed", "en"));
            // Now Leo rests.
            var fourth = line.phone().texts("he has a knife").hears("sys.crisis", "en");
            noor.hears("duty.offer-urgent", "en");
            leo.hearsNothing();
            line.clock().forward(TestLine.minutes(3));
            noor.hearsAnything();
            leo.hears("duty.offer-urgent", "en");
            ana.hears("duty.offer-urgent", "en");
            ana.texts("1").hears("duty.accepted", "en").hearsRelayed("he has a knife");
            fourth.hears("sys.joined", "en").saying("Ana");
            vera.hearsAnything();
        }
    }

    private static void speaks(TestLine line, String alias, String locale) {
        line.sql()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO responder_language (responder_id, organisation_id, locale, grade)
                        SELECT id, organisation_id, :locale, 'fluent' FROM responder WHERE alias = :alias
                        """)
                        .bind("locale", locale)
                        .bind("alias", alias)
                        .execute());
    }

    private static void together(Runnable one, Runnable other) throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = Stream.of(one, other)
                    .map(work -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        work.run();
                        return null;
                    }))
                    .toList();
            for (var done : both) {
                done.get();
            }
        }
    }

    private static Phone waiting(Phone phone) {
        return phone.texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    private static List<String> bodies(Phone phone) {
        return phone.hearsAnything().stream().map(one -> one.body()).toList();
    }

    private static void set(TestLine line, String alias, Availability availability) {
        var responders = line.node().bean(Responders.class);
        var id = responders.of(line.node().bean(Lines.class).first().id()).stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow()
                .id();
        responders.set(id, availability, Optional.empty());
    }

    private static Availability available(TestLine line, String alias) {
        return line
                .node()
                .bean(Responders.class)
                .of(line.node().bean(Lines.class).first().id())
                .stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow()
                .available(line.clock().now());
    }

    private static int holders(TestLine line, Phone contact) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT count(*) FROM participant p JOIN conversation c ON c.id = p.conversation_id
                         WHERE c.contact_id = :contact AND p.kind = 'responder' AND p.left_at IS NULL
                        """)
                        .bind("contact", Rows.of(line, contact).contact())
                        .mapTo(Integer.class)
                        .one());
    }
}
