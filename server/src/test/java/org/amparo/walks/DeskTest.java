package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Role;
import org.amparo.conversations.Taking;
import org.amparo.conversations.TakingPart;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A responder's phone and a contact's, with the line between them.
class DeskTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final Phone ana = line.phone("+447700900101");
    private final Phone leo = line.phone("+447700900102");
    private final Phone noor = line.phone("+447700900103");
    private final Phone vera = line.phone("+447700900110");

    private static <T> T bean(Class<T> type) {
        return line.node().bean(type);
    }

    private static Responder responder(String alias) {
        return bean(Responders.class).of(bean(Lines.class).first().id()).stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow();
    }

    /// A contact who waits and is taken by that responder; texting is safe.
    private static Phone held(String alias) {
        var phone = line.phone();
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        phone.texts("1").hears("sys.consent-yes", "en");
        take(phone, alias);
        return phone.hears("sys.joined", "en").saying(alias);
    }

    private static void take(Phone phone, String alias) {
        var person = responder(alias);
        var talk = talk(phone);
        assertEquals(
                new Taking.Held(talk),
                bean(TakingPart.class)
                        .hold(talk, person.id(), alias, line.clock().now()));
        line.settle();
    }

    @AfterEach
    void everything_is_closed() {
        var talks = bean(Conversations.class);
        for (var alias : List.of("Ana", "Leo", "Noor")) {
            talks.takingPart(responder(alias).id())
                    .forEach(one ->
                            talks.close(one.id(), "no-answer", line.clock().now()));
        }
    }

    private static UUID talk(Phone phone) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT id FROM conversation WHERE contact_id = :contact ORDER BY opened_at DESC LIMIT 1")
                        .bind("contact", Rows.of(line, phone).contact())
                        .mapTo(UUID.class)
                        .one());
    }

    private static String handle(Phone phone, String alias) {
        var person = responder(alias);
        return bean(Handles.class)
                .give(
                        person.id(),
                        talk(phone),
                        person.organisationId(),
                        line.clock().now());
    }

    private void close(Phone phone, Phone responder, String handle) {
        responder.texts(handle + " #close").hears("duty.closed", "en").saying(handle);
        phone.hears("sys.closed", "en");
    }

    @Test
    void words_go_both_ways_and_neither_sees_a_number() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        contact.texts("he took my papers");
        leo.hearsWords(b3 + ": he took my papers");
        leo.texts(b3 + ": I am listening").hearsNothing();
        contact.hearsWords("I am listening");
        leo.texts("Are you safe now?");
        contact.hearsWords("Are you safe now?");
        contact.texts("yes I am");
        leo.hearsWords(b3 + ": yes I am");
        assertEquals(
                List.of(
                        "I want to talk to a person",
                        "1",
                        "he took my papers",
                        "I am listening",
                        "Are you safe now?",
                        "yes I am"),
                Rows.of(line, contact).keptTexts());
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding("I am listening"), "in no table in clear");
        close(contact, leo, b3);
    }

    @Test
    void the_first_text_and_one_after_an_hour_of_quiet_name_the_talk() {
        // In danger: any other talk rests long before.
        var contact = line.phone();
        contact.texts("he locked me in").hears("sys.crisis", "en");
        take(contact, "Leo");
        contact.hears("sys.joined", "en");
        var b3 = handle(contact, "Leo");
        leo.texts("hello").hears("duty.first-handle", "en").saying(b3);
        contact.hearsNothing();
        leo.texts(b3 + " hello");
        contact.hearsWords("hello");
        contact.texts("hi");
        leo.hearsWords(b3 + ": hi");
        leo.texts("can you write?");
        contact.hearsWords("can you write?");
        line.clock().forward(minutes(61));
        leo.texts("still there?").hears("duty.first-handle", "en");
        leo.texts(b3.toLowerCase(java.util.Locale.ROOT) + ": still there?").hears("duty.consent-open", "en");
        contact.hearsWords("still there?");
        contact.texts("yes");
        leo.hearsWords(b3 + ": yes");
        close(contact, leo, b3);
    }

    @Test
    void with_two_in_hand_a_text_without_handle_goes_nowhere() {
        var first = held("Leo");
        var second = held("Leo");
        var one = handle(first, "Leo");
        var two = handle(second, "Leo");
        leo.texts(one + " hello one");
        first.hearsWords("hello one");
        leo.texts(two + " hello two");
        second.hearsWords("hello two");
        leo.texts("which of you?").hears("duty.which-one", "en").saying(one).saying(two);
        leo.texts("#close").hears("duty.which-one", "en");
        leo.texts("Z9 hello").hears("duty.unknown-handle", "en").saying("Z9");
        leo.texts("#list").hears("duty.list", "en").saying(one).saying(two);
        first.hearsNothing();
        second.hearsNothing();
        close(first, leo, one);
        leo.texts(one + " one more thing").hears("duty.gone", "en").saying(one);
        leo.texts("only you now");
        second.hearsWords("only you now");
        close(second, leo, two);
        leo.texts("anybody?").hears("duty.none-held", "en");
    }

    @Test
    void a_repeat_of_the_webhook_relays_once_and_order_is_kept() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        leo.texts(b3 + " one");
        contact.hearsWords("one");
        line.fault("inbound-repeated");
        contact.texts("a");
        contact.texts("b");
        leo.texts("two");
        line.noFaults();
        leo.hearsWords(b3 + ": a").hearsWords(b3 + ": b").hearsNothing();
        contact.hearsWords("two").hearsNothing();
        close(contact, leo, b3);
    }

    @Test
    void a_long_text_is_cut_between_words_and_arrives_in_order() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        var words = "слово ".repeat(250).strip();
        leo.texts(b3 + " " + words);
        var parts = contact.hearsAnything();
        assertTrue(parts.size() > 1);
        assertTrue(parts.stream().allMatch(part -> part.body().length() <= 1600));
        assertEquals(
                words, String.join(" ", parts.stream().map(part -> part.body()).toList()));
        contact.texts(words);
        var there = leo.hearsAnything();
        assertTrue(there.size() > 1);
        assertTrue(there.stream().allMatch(part -> part.body().startsWith(b3 + ": ")));
        close(contact, leo, b3);
    }

    @Test
    void pictures_are_carried_by_nobody() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        contact.textsPicture("look").hears("sys.media", "en");
        leo.hearsWords(b3 + ": look").hears("duty.media-tried", "en").saying(b3);
        leo.textsPicture(b3 + " look").hears("duty.media-refused", "en");
        contact.hearsNothing();
        close(contact, leo, b3);
    }

    @Test
    void a_word_that_may_mean_unsafe_is_marked_and_the_answer_confirmed() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        leo.texts(b3 + " hello");
        contact.hearsWords("hello");
        contact.texts("no es seguro");
        leo.hearsWords(b3 + ": (!) no es seguro");
        leo.texts("are you there?").hears("duty.unsafe-ask", "en").saying(b3);
        contact.hearsNothing();
        leo.texts("i wait").hears("duty.unsafe-ask", "en");
        leo.texts(b3 + " ok").hearsNothing();
        contact.hearsWords("are you there?\ni wait");
        leo.texts(b3 + " ok");
        contact.hearsWords("ok");
        close(contact, leo, b3);
    }

    @Test
    void after_unsafe_nothing_leaves_until_they_write() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        contact.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        leo.hears("duty.unsafe", "en").saying(b3);
        leo.texts(b3 + " hello?").hears("duty.not-sent", "en").saying(b3);
        contact.hearsNothing();
        contact.texts("back again");
        leo.hearsWords(b3 + ": back again");
        leo.texts(b3 + " good");
        contact.hearsWords("good");
        close(contact, leo, b3);
    }

    @Test
    void a_text_that_does_not_arrive_is_told() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        line.fault("undelivered", 1);
        leo.texts(b3 + " hello").hears("duty.undelivered", "en").saying(b3);
        line.noFaults();
        contact.hearsAnything();
        close(contact, leo, b3);
    }

    @Test
    void danger_in_the_talk_raises_the_flag_without_a_crisis_text() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        contact.texts("he is hitting me").hearsNothing();
        leo.hearsWords(b3 + ": he is hitting me").hearsRelayed("I want to talk to a person");
        assertEquals(List.of("held danger yes"), Rows.of(line, contact).talk());
        close(contact, leo, b3);
        vera.hearsAnything();
    }

    @Test
    void an_interpreter_hears_and_speaks() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        bean(TakingPart.class)
                .joins(
                        talk(contact),
                        Role.INTERPRETER,
                        responder("Noor").id(),
                        line.clock().now());
        var k7 = handle(contact, "Noor");
        contact.texts("bonjour");
        leo.hearsWords(b3 + ": bonjour");
        noor.hearsWords(k7 + ": bonjour");
        noor.texts(k7 + " she says hello");
        contact.hearsWords("she says hello");
        leo.hearsWords(b3 + ": Noor: she says hello");
        leo.texts(b3 + " hello to you");
        contact.hearsWords("hello to you");
        noor.hearsWords(k7 + ": Leo: hello to you");
        close(contact, leo, b3);
        noor.hears("duty.closed", "en").saying(k7);
        noor.texts(k7 + " and bye").hears("duty.gone", "en");
    }

    @Test
    void stop_in_a_talk_ends_it_for_the_responder_too() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        contact.texts("STOP").hears("sys.stop", "en");
        leo.hears("duty.stopped", "en").saying(b3);
        leo.texts(b3 + " wait").hears("duty.stopped", "en");
        contact.hearsNothing();
    }

    @Test
    void forget_in_a_talk_is_told_and_nothing_is_left() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        leo.texts(b3 + " hello");
        contact.hearsWords("hello");
        contact.texts("FORGET").hears("sys.forget-ask", "en");
        contact.texts("1").hears("sys.forget-done", "en");
        leo.hears("duty.erased", "en").saying(b3);
        line.clock().forward(minutes(1));
        leo.texts(b3 + " hello?").hears("duty.gone", "en").saying(b3);
    }

    @Test
    void coming_and_going() {
        noor.texts("#off").hears("duty.off", "en", "duty.away-ends");
        noor.texts("#on").hears("duty.on", "en");
        noor.texts("#list").hears("duty.list-empty", "en").saying("22:00");
        noor.texts("#help").hears("duty.help", "en");
        vera.texts("#help").hears("duty.help-supervisor", "en");
        noor.texts("#frobnicate").hears("duty.unknown-command", "en");
        noor.texts("STOP").hears("duty.stop-away", "en");
        noor.texts("START").hears("duty.started", "en");
        noor.texts("#on").hears("duty.on", "en");
        vera.hearsAnything();
    }

    @Test
    void danger_from_a_responder_who_holds_nothing_is_a_contacts() {
        ana.texts("he is hitting me help me").hears("sys.crisis", "en");
        ana.texts("he took my phone").hearsNothing();
        ana.texts("#list").hears("duty.list-empty", "en");
        assertEquals(
                List.of("he is hitting me help me", "he took my phone"),
                Rows.of(line, ana).keptTexts());
    }

    @Test
    void the_words_and_hours_of_a_responder() {
        var contact = held("Leo");
        var b3 = handle(contact, "Leo");
        leo.texts("#note prefers mornings").hears("duty.note-kept", "en");
        leo.texts("#close nothing really").hears("duty.close-codes", "en");
        leo.texts("#lang " + b3 + " es").hears("duty.language-set", "en");
        leo.texts("#hours " + b3 + " someday").hears("duty.hours-wrong", "en");
        leo.texts("#hours " + b3 + " sat 10-12").hears("duty.hours-set", "en").saying("Sat 10:00-12:00");
        leo.texts("#close legal").hears("duty.closed", "en");
        contact.hears("sys.closed", "es");
    }
}
