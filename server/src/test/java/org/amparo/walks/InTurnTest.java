package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Queue;
import org.amparo.escalation.RunsAwake;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several wait and one person has one place: who is asked for first, and how soon the next (`domain.md` F.3).
class InTurnTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final Phone ana = line.staff("+447700900101");
    private final Phone vera = line.staff("+447700900110");

    @Test
    void danger_then_the_child_then_the_longest_wait_each_as_soon_as_somebody_is_free() {
        List.of("Ana", "Leo", "Noor").forEach(alias -> set(alias, Availability.OFF));
        limit(1);
        var longest = waiting();
        line.clock().forward(TestLine.seconds(20));
        var later = waiting();
        line.clock().forward(TestLine.seconds(20));
        var child = line.phone();
        child.texts("I am 14 years old").hears("sys.child-topic", "en");
        child.texts("9").hearsAnything();
        line.clock().forward(TestLine.seconds(10));
        var danger = line.phone();
        danger.texts("he locked me in").hears("sys.crisis", "en");
        vera.hearsAnything();

        ana.texts("#on").hears("duty.on", "en").hears("duty.offer-urgent", "en");
        takes("he locked me in");
        vera.hearsAnything();
        line.clock().forward(TestLine.seconds(30));
        ana.texts("#close test").hears("duty.closed", "en");
        // They rest, and are asked when that is over.
        line.clock().forward(TestLine.minutes(9));
        ana.hearsNothing();
        line.clock().forward(TestLine.minutes(1));
        ana.hears("duty.offer", "en")
                .texts("1")
                .hears("duty.accepted-care", "en")
                .hearsAnything();
        assertEquals(1, before(later));
        ana.texts("#close test").hears("duty.closed", "en").hears("duty.offer", "en");
        takes("I want to talk to a person");
        longest.hearsAnything();
        assertEquals(0, before(later));
        ana.texts("#pass").hears("duty.passed", "en").hears("duty.offer", "en");

        // What is offered takes the place; danger does not ask for it, and its offer is the newest.
        var fourth = line.phone().texts("he has a knife").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        takes("he has a knife");
        fourth.hears("sys.joined", "en");
        assertEquals("", ana.hearsAnything().stream().map(one -> one.body()).reduce("", String::concat));
        List.of(longest, later, child, danger, fourth, vera).forEach(Phone::hearsAnything);
    }

    @Test
    void whoever_has_a_place_again_is_asked_for_the_first_whatever_happens_to_be_due() {
        List.of("Ana", "Leo", "Noor").forEach(alias -> set(alias, Availability.OFF));
        limit(1);
        var longest = waiting();
        line.clock().forward(TestLine.seconds(20));
        // Nobody is told that Ana is there: the newest search is the only one that is due.
        set("Ana", Availability.ON);
        var second = line.phone().texts("I want to talk to a person");
        ana.hears("duty.offer", "en");
        takes("I want to talk to a person");
        longest.hears("sys.joined", "en");
        second.hearsAnything();

        limit(2);
        RunsAwake.of(line.sql()).changed(id("Ana"), line.clock().now());
        line.settle();
        ana.hears("duty.offer", "en");
        var third = line.phone().texts("I want to talk to a person");
        ana.hearsNothing();
        takes("I want to talk to a person");
        second.hears("sys.joined", "en");
        third.hearsAnything();

        second.texts("FORGET").hears("sys.forget-ask", "en");
        second.texts("1").hears("sys.forget-done", "en");
        assertEquals(
                1,
                ana.hearsAnything().stream()
                        .filter(one -> one.body().contains("Reply 1 to take it"))
                        .count(),
                "the next is asked for");
        List.of(longest, third, vera).forEach(Phone::hearsAnything);
    }

    /// An offer to somebody for a grown-up holds no place against a child, nor one about danger more than one.
    @Test
    void a_child_does_not_wait_for_the_answer_about_a_grown_up() {
        List.of("Ana", "Noor").forEach(alias -> set(alias, Availability.OFF));
        set("Leo", Availability.ON);
        line.sql().useHandle(handle -> handle.execute("UPDATE responder SET capacity = 1 WHERE alias = 'Leo'"));
        var leo = line.staff("+447700900102");
        var first = line.phone();
        first.texts("I want to talk to a person").hearsAnything();
        leo.hears("duty.offer", "en");
        var second = line.phone();
        second.texts("I want to talk to a person").hearsAnything();
        leo.hearsNothing();
        var child = line.phone();
        child.texts("I am 14 years old").hears("sys.child-topic", "en");
        child.texts("9").hearsAnything();
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted-care", "en");
        line.sql().useHandle(handle -> handle.execute("UPDATE responder SET capacity = 3 WHERE alias = 'Leo'"));
        List.of(first, second, child, leo).forEach(Phone::hearsAnything);
    }

    @AfterEach
    void all_is_over() {
        var conversations = line.node().bean(Conversations.class);
        line.sql()
                .withHandle(handle -> handle.createQuery("SELECT id FROM conversation WHERE closed_at IS NULL")
                        .mapTo(UUID.class)
                        .list())
                .forEach(
                        talk -> conversations.close(talk, "silent", line.clock().now()));
        line.settle();
        line.clock().forward(TestLine.minutes(15));
        ana.hearsAnything();
        vera.hearsAnything();
    }

    private static void limit(int talks) {
        line.sql().useHandle(handle -> handle.execute("UPDATE responder SET capacity = ? WHERE alias = 'Ana'", talks));
    }

    private void takes(String words) {
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed(words);
    }

    private static Phone waiting() {
        return line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting-unknown", "en")
                .hears("sys.consent.v1", "en");
    }

    /// How many are before them in the queue, which is the order in which people are asked.
    private static int before(Phone contact) {
        var place = new Queue.Place(
                line.node().bean(Lines.class).first().id(),
                Rows.of(line, contact).contact(),
                false,
                false);
        return line.node().bean(Queue.class).before(place, line.clock().now()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static void set(String alias, Availability availability) {
        line.node().bean(Responders.class).set(id(alias), availability, Optional.empty());
    }

    private static UUID id(String alias) {
        return line
                .node()
                .bean(Responders.class)
                .of(line.node().bean(Lines.class).first().id())
                .stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
