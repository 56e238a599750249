package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// S08: two adults decide before anything of a child is shared, and then the child does (`domain.md` R18).
class ChildReferralTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final String HANDLE = "([A-Z][0-9])";
    private static final String NOTE = "Wants a safe bed tonight.";

    private final Phone leo = line.staff("+447700900102");
    private final Phone vera = line.staff("+447700900110");
    private final Phone zoe = line.staff("+447700900111");
    private final Phone ana = line.staff("+447700900101");
    private final List<Phone> others = List.of(ana, line.staff("+447700900103"));

    /// Nobody rests from the walk before, everybody is on, and there is a second supervisor.
    @BeforeEach
    void everybody_is_on() {
        bean(Staff.class)
                .apply(
                        StaffFile.read(
                                YamlMap.read(
                                        "zoe.yml",
                                        "people: [{alias: Zoe, number: \"+447700900111\", supervises: demo, languages: {en: fluent}}]")),
                        true,
                        line.clock().now());
        var people = bean(Responders.class).of(bean(Lines.class).first().id());
        people.forEach(one -> bean(Responders.class).set(one.id(), Availability.ON, Optional.empty()));
        line.clock().forward(minutes(15));
        everybodyHears();
    }

    private void everybodyHears() {
        others.forEach(Phone::hearsAnything);
        List.of(leo, vera, zoe).forEach(Phone::hearsAnything);
    }

    private static <T> T bean(Class<T> type) {
        return line.node().bean(type);
    }

    /// A boy whom Leo has taken and written to.
    private Phone withLeo() {
        var boy = line.phone();
        boy.texts("im 15 they make me carry drugs to other town").hears("sys.child-topic", "en");
        boy.texts("9").hears("sys.waiting", "en").hears("sys.child-notice", "en");
        leo.hears("duty.offer", "en");
        var handle = leo.texts("1").hears("duty.accepted-care", "en").said(HANDLE);
        boy.hears("sys.joined", "en").saying("Leo");
        leo.texts(handle + " hello, this is Leo");
        boy.hearsWords("hello, this is Leo");
        return boy;
    }

    /// A girl whom Ana has taken, and of whose age nobody knows.
    private Phone withAna() {
        var girl = line.phone();
        girl.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        girl.hears("sys.joined", "en");
        return girl;
    }

    /// What Vera calls the talk she is asked about.
    private String asked(Phone boy) {
        leo.texts("#refer haven " + NOTE).hears("duty.second-asked", "en");
        boy.hearsNothing();
        return vera.hears("duty.second", "en").saying("Leo").notSaying("haven").said(HANDLE);
    }

    private void shown(Phone supervisor, String handle) {
        supervisor
                .hearsWords(handle + ": Haven House (example): " + NOTE)
                .hears("duty.second-read", "en")
                .saying("#yes " + handle);
    }

    private void ends(Phone boy) {
        leo.texts("#close test").hears("duty.closed", "en");
        boy.hears("sys.closed", "en");
    }

    /// The boy has been silent for a while: nothing is sent to him.
    private void endsSilently(Phone boy) {
        leo.texts("#close test").hears("duty.closed", "en");
        boy.hearsNothing();
    }

    @Test
    void s08_a_child_is_asked_once_a_second_person_said_yes() {
        var boy = withLeo();
        var b3 = asked(boy);
        vera.texts("1");
        shown(vera, b3);
        boy.hearsNothing();
        vera.texts("#yes " + b3).hears("duty.second-thanks", "en").saying("Leo");
        leo.hears("duty.second-yes", "en").saying("Vera");
        boy.hears("sys.referral-ask", "en").saying(NOTE);
        assertEquals(List.of(), referrals(boy), "the wish of the child comes before anything leaves");
        leo.texts("#given").hears("duty.given-none", "en");
        boy.texts("1").hears("sys.thanks", "en");
        leo.hears("duty.referral-yes", "en");
        leo.texts("#given").hears("duty.referral-given", "en");
        assertEquals(List.of("haven"), referrals(boy));
        assertEquals(
                List.of(
                        "second-yes-asked Leo",
                        "conversation-read Vera",
                        "second-yes-given Vera",
                        "referral-given Leo"),
                acts(boy));
        assertEquals(List.of("yes Vera"), answers(boy), "ids, and no words");
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding(NOTE));
        zoe.hearsNothing();
        ends(boy);
    }

    @Test
    void a_no_of_the_second_person_is_the_end_of_it() {
        var boy = withLeo();
        var b3 = asked(boy);
        vera.texts("#no " + b3).hears("duty.second-thanks", "en");
        leo.hears("duty.second-no", "en");
        boy.hearsNothing();
        vera.texts("#yes " + b3).hears("duty.second-none", "en");
        assertEquals(List.of("no Vera"), answers(boy));
        ends(boy);
    }

    @Test
    void nobody_says_yes_to_what_they_have_not_read() {
        var boy = withLeo();
        var b3 = asked(boy);
        leo.texts("#yes").hears("duty.second-none", "en");
        vera.texts("#yes " + b3);
        shown(vera, b3);
        boy.hearsNothing();
        vera.texts("#yes").hears("duty.second-thanks", "en");
        leo.hears("duty.second-yes", "en");
        boy.hears("sys.referral-ask", "en");
        boy.texts("2").hears("sys.thanks", "en");
        leo.hears("duty.referral-no", "en");
        ends(boy);
    }

    @Test
    void who_does_not_answer_is_told_to_the_holder_and_the_next_is_asked_and_an_alarm_rings() {
        var boy = withLeo();
        asked(boy);
        line.clock().forward(minutes(4));
        zoe.hearsNothing();
        line.clock().forward(minutes(1));
        zoe.hears("duty.second", "en");
        leo.hears("duty.second-waits", "en");
        vera.hears("duty.alarm-second", "en").saying("Leo").rings("duty.call-alarm", "en");
        line.clock().forward(minutes(5));
        leo.hearsNothing();
        line.clock().forward(minutes(5));
        vera.hears("duty.alarm-second", "en");
        var b3 = zoe.texts("1").hearsAnything().getFirst().body().substring(0, 2);
        vera.hears("duty.alarm-known", "en").saying("Zoe");
        zoe.texts("#yes " + b3).hears("duty.second-thanks", "en");
        leo.hears("duty.second-yes", "en").saying("Zoe");
        boy.hears("sys.referral-ask", "en");
        vera.texts("1").hears("duty.offer-gone", "en");
        endsSilently(boy);
    }

    @Test
    void who_passes_leaves_it_to_the_next() {
        var boy = withLeo();
        asked(boy);
        vera.texts("2").hears("duty.declined", "en");
        var b3 = zoe.hears("duty.second", "en").said(HANDLE);
        leo.hearsNothing();
        zoe.texts("#2").hears("duty.declined", "en");
        leo.hears("duty.second-waits", "en");
        vera.hears("duty.alarm-second", "en");
        zoe.texts(b3 + " 1");
        shown(zoe, b3);
        vera.hears("duty.alarm-known", "en").saying("Zoe");
        zoe.texts("#no").hears("duty.second-thanks", "en");
        leo.hears("duty.second-no", "en");
        ends(boy);
    }

    @Test
    void an_alarm_that_is_answered_shows_what_it_rings_for_and_comes_back_if_nothing_follows() {
        var boy = withLeo();
        var b3 = asked(boy);
        line.clock().forward(minutes(5));
        leo.hears("duty.second-waits", "en");
        zoe.hears("duty.second", "en");
        vera.hears("duty.alarm-second", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
        shown(vera, b3);
        leo.texts("#list").hears("duty.list", "en");
        line.clock().forward(minutes(5));
        vera.hears("duty.alarm-second", "en");
        leo.hearsNothing();
        vera.texts("#yes " + b3).hears("duty.second-thanks", "en");
        leo.hears("duty.second-yes", "en");
        boy.hears("sys.referral-ask", "en");
        line.clock().forward(minutes(10));
        vera.hearsNothing();
        endsSilently(boy);
    }

    @Test
    void a_talk_that_goes_on_with_somebody_else_takes_no_question_along() {
        var boy = withLeo();
        asked(boy);
        leo.texts("#give Noor").hears("duty.given-away", "en");
        var noor = others.getLast()
                .hears("duty.given", "en", "duty.given-language", "duty.given-care", "duty.given-write");
        boy.hears("sys.joined", "en").saying("Noor");
        vera.texts("1").hears("duty.offer-gone", "en");
        assertEquals(List.of("dropped"), answers(boy));
        noor.texts("#close test").hears("duty.closed", "en");
        boy.hears("sys.closed", "en");
    }

    @Test
    void a_talk_that_is_closed_asks_nothing_more() {
        var boy = withLeo();
        var b3 = asked(boy);
        ends(boy);
        vera.texts("#yes " + b3).hears("duty.second-none", "en");
        vera.texts("1").hears("duty.offer-gone", "en");
        assertEquals(List.of("dropped"), answers(boy));
        line.clock().forward(minutes(10));
        vera.hearsNothing();
    }

    @Test
    void who_stopped_meanwhile_is_not_asked() {
        var boy = withLeo();
        var b3 = asked(boy);
        vera.texts("1");
        shown(vera, b3);
        boy.texts("STOP").hears("sys.stop", "en");
        leo.hears("duty.stopped", "en");
        vera.texts("#yes " + b3);
        var said = vera.hearsAnything();
        assertEquals(1, said.size());
        boy.hearsNothing();
        assertEquals(0, asks(boy), "nothing was asked");
        leo.hearsAnything();
        leo.texts("#close test").hearsAnything();
    }

    @Test
    void who_is_erased_meanwhile_leaves_no_question_behind() {
        var boy = withLeo();
        asked(boy);
        line.clock().forward(minutes(5));
        leo.hears("duty.second-waits", "en");
        zoe.hears("duty.second", "en");
        vera.hears("duty.alarm-second", "en");
        boy.texts("FORGET").hears("sys.forget-ask", "en");
        boy.texts("1").hears("sys.forget-done", "en");
        leo.hears("duty.erased", "en");
        line.clock().forward(minutes(11));
        assertEquals(0, count("second_yes"), "but those of other talks");
        vera.hearsNothing();
        zoe.hearsNothing();
    }

    @Test
    void danger_asks_everybody_at_once_and_words_are_never_held_up() {
        var boy = withLeo();
        boy.texts("he is hitting me help me").hearsNothing();
        leo.hearsRelayed("he is hitting me help me");
        vera.hears("duty.alarm-raised", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
        leo.texts("#refer haven " + NOTE).hears("duty.second-asked", "en").saying("emergency numbers");
        vera.hears("duty.second", "en").hears("duty.alarm-second", "en").rings("duty.call-alarm", "en");
        var b3 = zoe.hears("duty.second", "en").said(HANDLE);
        leo.texts("ring 112 now");
        boy.hearsWords("ring 112 now");
        zoe.texts("1");
        shown(zoe, b3);
        vera.hears("duty.alarm-known", "en");
        zoe.texts("#yes").hears("duty.second-thanks", "en");
        leo.hears("duty.second-yes", "en");
        boy.hears("sys.referral-ask", "en");
        ends(boy);
    }

    @Test
    void who_says_their_age_to_a_responder_is_marked_too() {
        var girl = withAna();
        girl.texts("I am 14 years old").hearsNothing();
        ana.hearsRelayed("I am 14 years old");
        ana.texts("#refer haven " + NOTE).hears("duty.second-asked", "en");
        vera.hears("duty.second", "en").saying("Ana");
        girl.hearsNothing();
        ana.texts("#close test").hears("duty.closed", "en");
        girl.hears("sys.closed", "en");
    }

    @Test
    void a_yes_from_before_their_age_was_known_lets_nothing_leave() {
        var girl = withAna();
        ana.texts("#refer haven " + NOTE).hears("duty.referral-asked", "en");
        girl.hears("sys.referral-ask", "en").saying(NOTE);
        girl.texts("I am 14 years old");
        ana.hearsRelayed("I am 14 years old");
        girl.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.referral-yes", "en");
        ana.texts("#given").hears("duty.given-none", "en");
        ana.texts("#refer haven " + NOTE + " Tonight.").hears("duty.second-asked", "en");
        var b3 = vera.hears("duty.second", "en").said(HANDLE);
        vera.texts("1").hearsAnything();
        vera.texts("#yes " + b3).hears("duty.second-thanks", "en");
        ana.hears("duty.second-yes", "en");
        girl.hears("sys.referral-ask", "en").saying("Tonight");
        ana.texts("#given").hears("duty.given-none", "en");
        girl.texts("2").hears("sys.thanks", "en");
        ana.hears("duty.referral-no", "en");
        ana.texts("#given").hears("duty.given-none", "en");
        assertEquals(List.of(), referrals(girl));
        ana.texts("#close test").hears("duty.closed", "en");
        girl.hears("sys.closed", "en");
        everybodyHears();
    }

    @Test
    void who_says_their_age_to_a_responder_is_given_on_to_who_is_trained() {
        var girl = withAna();
        girl.texts("I am 14 years old");
        ana.hearsRelayed("I am 14 years old");
        ana.texts("#pass").hears("duty.passed", "en");
        assertEquals(
                List.of("true"),
                rows("SELECT child::text FROM escalation_run WHERE conversation_id = :id", talk(girl)),
                "who is trained for children goes first");
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted-care", "en");
        leo.hearsAnything();
        girl.hears("sys.joined", "en").saying("Leo");
        ends(girl);
        everybodyHears();
    }

    /// A talk about danger lacks the mark: it is the contact's.
    @Test
    void whoever_takes_a_child_in_danger_hears_of_the_rules_for_the_young() {
        var girl = line.phone();
        girl.texts("I am 14 years old").hears("sys.child-topic", "en");
        girl.texts("help me he locked the door").hears("sys.crisis", "en");
        leo.hears("duty.offer-urgent", "en");
        leo.texts("1").hears("duty.accepted-care", "en");
        everybodyHears();
        girl.hears("sys.joined", "en");
        leo.texts("#close test").hears("duty.closed", "en");
        girl.hearsAnything();
        everybodyHears();
    }

    private static UUID talk(Phone boy) {
        return Rows.of(line, boy).newestTalk();
    }

    private static List<String> rows(String sql, UUID id) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("id", id)
                        .mapTo(String.class)
                        .list());
    }

    private static List<String> answers(Phone boy) {
        return rows("""
                SELECT concat_ws(' ', s.answer, r.alias) FROM second_yes s LEFT JOIN responder r ON r.id = s.answered_by
                 WHERE s.conversation_id = :id AND s.note IS NULL ORDER BY s.created_at
                """, talk(boy));
    }

    private static List<String> acts(Phone boy) {
        return rows("""
                SELECT e.kind || ' ' || r.alias FROM audit_event e JOIN responder r ON r.id = e.actor_id
                 WHERE e.subject_id = :id AND (e.kind LIKE 'second-yes-%' OR e.kind IN ('conversation-read', 'referral-given'))
                 ORDER BY e.done_at, e.id
                """, talk(boy));
    }

    private static List<String> referrals(Phone boy) {
        var ids = rows(
                "SELECT partner_id::text FROM referral WHERE contact_id = :id",
                Rows.of(line, boy).contact());
        return bean(Lines.class).first().partners().stream()
                .filter(one -> ids.contains(one.id().toString()))
                .map(one -> one.code())
                .toList();
    }

    private static int asks(Phone boy) {
        return rows(
                        "SELECT id::text FROM consent WHERE contact_id = :id AND purpose = 'referral'",
                        Rows.of(line, boy).contact())
                .size();
    }

    private static int count(String table) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table + " WHERE ended_at IS NULL")
                        .mapTo(Integer.class)
                        .one());
    }
}
