package org.amparo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.amparo.contacts.Consents;
import org.amparo.conversations.Conversations;
import org.amparo.harness.Canary;
import org.amparo.harness.CanaryEar;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.StartRefused;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The number a contact lets a partner have: who asked them wants it, a supervisor agrees, each from their own
/// phone, and `reveal` prints it once.
class RevealCommandTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone vera = line.staff("+447700900110");

    private static <T> T bean(Class<T> type) {
        return line.node().bean(type);
    }

    /// Nobody holds anything from the walk before, no yes is left, and everybody is on.
    @BeforeEach
    void everybody_is_on() {
        line.sql().useHandle(handle -> handle.execute("UPDATE consent SET used_at = answered_at WHERE answer = 'yes'"));
        var people = bean(Responders.class).of(bean(Lines.class).first().id());
        people.forEach(one -> bean(Conversations.class)
                .takingPart(one.id())
                .forEach(talk -> bean(Conversations.class)
                        .close(talk.id(), "test", line.clock().now())));
        people.forEach(one -> bean(Responders.class).set(one.id(), Availability.ON, Optional.empty()));
        line.clock().forward(TestLine.minutes(15));
        everybodyHears();
    }

    private void everybodyHears() {
        List.of(ana, leo, vera, line.staff("+447700900103")).forEach(Phone::hearsAnything);
    }

    /// A contact of Ana's who said yes to a partner.
    private Phone agreed() {
        var contact = line.phone();
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        contact.hears("sys.joined", "en");
        ana.texts("#refer haven Wants a bed.").hears("duty.referral-asked", "en");
        contact.hears("sys.referral-ask", "en").saying("your number");
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.referral-yes", "en").saying("#reveal");
        return contact;
    }

    /// The code of what Ana asked for.
    private String asked() {
        ana.texts("#reveal").hears("duty.reveal-asked", "en");
        return vera.hears("duty.reveal", "en").saying("Ana").said("#reveal ([0-9]{6})");
    }

    /// And Vera agreed to.
    private String ready() {
        var code = asked();
        vera.texts("#reveal " + code).hears("duty.reveal-ready", "en");
        ana.hears("duty.reveal-ready", "en").saying("reveal " + code);
        return code;
    }

    /// Whoever types sits at a terminal.
    private static boolean terminal = true;

    private static String reveal(String... words) {
        var all = new String[words.length + 1];
        all[0] = "reveal";
        System.arraycopy(words, 0, all, 1, words.length);
        var said = new ByteArrayOutputStream();
        RevealCommands.run(
                all,
                line.database().settings(),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                () -> line.clock().now(),
                () -> terminal);
        return said.toString(StandardCharsets.UTF_8);
    }

    private static void refused(String wanted, String code) {
        var refused = assertThrows(StartRefused.class, () -> reveal(code));
        assertTrue(String.valueOf(refused.getMessage()).contains(wanted), String.valueOf(refused.getMessage()));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("nothing was shown"));
    }

    /// Who did what to the talk of this contact, about its number.
    private static List<String> trail(UUID contact) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("""
                                SELECT concat_ws(' ', e.kind, r.alias) FROM audit_event e
                                  LEFT JOIN responder r ON r.id = e.actor_id
                                  LEFT JOIN reveal v ON v.id = e.subject_id
                                  JOIN conversation c ON c.id = COALESCE(v.conversation_id, e.subject_id)
                                 WHERE c.contact_id = :contact AND (e.kind LIKE 'reveal-%' OR e.kind = 'number-revealed')
                                 ORDER BY e.done_at, e.id
                                """)
                        .bind("contact", contact)
                        .mapTo(String.class)
                        .list());
    }

    private static UUID newestContact() {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery("SELECT id FROM contact ORDER BY created_at DESC, id DESC LIMIT 1")
                                .mapTo(UUID.class)
                                .one());
    }

    @Test
    void two_people_see_the_number_once_and_it_is_nowhere_else() {
        var contact = agreed();
        ana.texts("#reveal").hears("duty.reveal-asked", "en");
        var code = vera.hears("duty.reveal", "en").said("#reveal ([0-9]{6})");
        refused("a supervisor must agree first", code);
        ana.texts("#reveal " + code).hears("duty.supervisor-only", "en");
        vera.texts("#reveal 000000").hears("duty.reveal-none", "en");
        refused("a supervisor must agree first", code);
        var canary = Canary.of(List.of(contact.number()), List.of());
        try (var ear = CanaryEar.listen(canary)) {
            vera.texts("#reveal " + code).hears("duty.reveal-ready", "en");
            ana.hears("duty.reveal-ready", "en");
            terminal = false;
            refused("a person's terminal alone", code);
            terminal = true;
            var printed = reveal(code);
            assertTrue(printed.startsWith(contact.number() + System.lineSeparator()), "the number and a line about it");
            refused("it was shown already", code);
            ear.lookAtPrinted();
        }
        assertEquals(List.of(), canary.taken(), "in no log, and printed nowhere but where it was asked for");
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding(contact.number()), "in no table");
        assertEquals(List.of("reveal-asked Ana", "reveal-confirmed Vera", "number-revealed"), trail(newestContact()));
        ana.texts("#reveal").hears("duty.reveal-shown", "en").saying("#refer");
        vera.hearsNothing();
        ana.texts("#given").hears("duty.referral-given", "en");
        ana.texts("#reveal").hears("duty.reveal-not", "en");
    }

    @Test
    void a_newer_wish_ends_the_one_before_and_who_closes_gives_nothing_while_it_waits() {
        var contact = agreed();
        var code = ready();
        var newer = asked();
        refused("or #reveal was texted anew", code);
        vera.texts("#reveal 12345").hears("duty.reveal-none", "en");
        vera.texts("#reveal " + newer).hears("duty.reveal-ready", "en");
        ana.hears("duty.reveal-ready", "en");
        ana.texts("#close shelter").hears("duty.closed", "en").hears("duty.given-open", "en");
        contact.hears("sys.closed", "en");
        assertTrue(reveal(newer).startsWith(contact.number()));
    }

    @Test
    void what_came_between_is_stronger_than_two_people() {
        between("the referral was given already", _ -> ana.texts("#given").hears("duty.referral-given", "en"));
        between("the contact wants no texts", contact -> contact.texts("STOP").hears("sys.stop", "en"));
        between(
                "does not hold any more",
                _ -> bean(Consents.class)
                        .withdrawAll(newestContact(), line.clock().now()));
        between("must have nothing to do with this contact", _ -> excluded("Vera"));
        between("must have nothing to do with this contact", _ -> excluded("Ana"));
        between(
                "does not hold any more",
                _ -> line.sql()
                        .useHandle(handle ->
                                handle.execute("UPDATE consent SET text_version_id = id WHERE answer = 'yes'")));
        between("may be a child, and two adults", contact -> contact.texts("I am 14 years old"));
        between("half an hour is over", _ -> {
            ana.texts("#close info").hears("duty.closed", "en");
            line.clock().forward(TestLine.minutes(31));
        });
        between("or the contact was erased", contact -> {
            contact.texts("FORGET").hears("sys.forget-ask", "en");
            contact.texts("1").hears("sys.forget-done", "en");
        });
    }

    /// From now on they must have nothing to do with the contact who wrote last.
    private static void excluded(String alias) {
        var person = bean(Responders.class).of(bean(Lines.class).first().id()).stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow();
        bean(Responders.class)
                .exclude(
                        person.id(),
                        newestContact(),
                        person.organisationId(),
                        line.clock().now());
    }

    private void between(String wanted, Consumer<Phone> event) {
        everybody_is_on();
        var contact = agreed();
        var code = ready();
        event.accept(contact);
        refused(wanted, code);
        assertFalse(trail(newestContact()).contains("number-revealed"));
        contact.hearsAnything();
        everybodyHears();
    }

    @Test
    void without_a_yes_or_a_second_person_nothing_begins() {
        var first = agreed();
        leo.texts("#reveal").hears("duty.reveal-not", "en");
        bean(Consents.class).withdrawAll(newestContact(), line.clock().now());
        ana.texts("#reveal").hears("duty.reveal-not", "en");
        vera.hearsNothing();
        everybody_is_on();
        first.hearsAnything();
        var contact = agreed();
        var code = asked();
        contact.texts("I am 14 years old");
        ana.hearsRelayed("I am 14 years old");
        vera.texts("#reveal " + code).hears("duty.reveal-not", "en");
        refused("a supervisor must agree first", code);
        refused("nobody asked for a number", "999999".equals(code) ? "888888" : "999999");
        assertTrue(reveal("B3").contains("Write reveal <code>"));
        assertTrue(reveal().contains("Write reveal <code>"));
        ana.texts("#close test").hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
        everybodyHears();
    }
}
