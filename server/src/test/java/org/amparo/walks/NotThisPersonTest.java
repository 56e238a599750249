package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
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

/// "Not this person" (`domain.md` F.3): said by the contact, by the responder, by a supervisor, by the staff file.
/// Ana and Leo speak English; Ana is asked first.
class NotThisPersonTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final String HANDLE = "([A-Z][0-9])";

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");

    /// Nobody holds anything, and everybody is on.
    @BeforeEach
    void everybody_is_on() {
        var responders = line.node().bean(Responders.class);
        line.sql()
                .useHandle(handle -> handle.execute(
                        "UPDATE participant SET left_at = joined_at WHERE kind <> 'contact' AND left_at IS NULL"));
        responders
                .of(line.node().bean(Lines.class).first().id())
                .forEach(one -> responders.set(one.id(), Availability.ON, Optional.empty()));
        line.clock().forward(TestLine.minutes(15));
        List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
    }

    private static Phone waits(Phone contact) {
        return contact.texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
    }

    private static void takes(Phone contact, Phone responder, String alias) {
        responder.hears("duty.offer", "en");
        responder.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        contact.hears("sys.joined", "en").saying(alias);
    }

    private static void closes(Phone contact, Phone holder) {
        holder.texts("#close test").hears("duty.closed", "en");
        contact.hearsAnything();
    }

    @Test
    void a_responder_who_knows_them_gives_it_on_and_is_never_asked_again() {
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        var b3 = ana.texts("#not-me").hears("duty.not-me", "en").said(HANDLE);
        contact.hears("sys.other-person", "en");
        takes(contact, leo, "Leo");
        ana.texts(b3 + " hello").hears("duty.gone", "en");
        closes(contact, leo);
        contact.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hearsNothing();
        leo.hears("duty.offer", "en");
        leo.texts("#off").hears("duty.off", "en", "duty.away-ends");
        line.clock().forward(TestLine.minutes(3));
        ana.hearsNothing();
        List.of(contact, leo, noor, vera).forEach(Phone::hearsAnything);
    }

    @Test
    void an_offer_of_somebody_they_know_is_refused_for_good() {
        var contact = waits(line.phone());
        var b3 = ana.hears("duty.offer", "en").said(HANDLE);
        ana.texts(b3 + " #not-me").hears("duty.not-me", "en").saying(b3);
        ana.texts(b3 + " 1").hears("duty.offer-gone", "en");
        contact.hearsNothing();
        takes(contact, leo, "Leo");
        ana.texts(b3 + " 1").hears("duty.too-late", "en");
        closes(contact, leo);
    }

    @Test
    void a_contact_who_comes_back_asks_for_somebody_else() {
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        closes(contact, ana);
        contact.texts("not this person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hearsNothing();
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted", "en").hearsRelayed("not this person");
        contact.hears("sys.joined", "en").saying("Leo");
        closes(contact, leo);
    }

    @Test
    void a_contact_who_waits_again_asks_for_somebody_else_and_keeps_the_place() {
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts("#pass").hears("duty.passed", "en");
        leo.hears("duty.offer", "en");
        contact.texts("not this person").hears("sys.other-person", "en");
        leo.texts("1").hears("duty.accepted", "en");
        leo.hearsAnything();
        contact.hears("sys.joined", "en").saying("Leo");
        assertEquals(1, excluded(contact));
        closes(contact, leo);
    }

    @Test
    void a_resting_talk_does_not_go_back_to_who_is_refused() {
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts(ana.said(HANDLE) + " hello");
        contact.hearsWords("hello");
        line.clock().forward(TestLine.minutes(31));
        ana.hearsAnything();
        contact.hearsAnything();
        assertEquals(List.of("parked normal asked"), Rows.of(line, contact).talk());
        contact.texts("not this person");
        ana.hearsNothing();
        assertEquals(1, excluded(contact));
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted", "en");
        List.of(leo, noor, vera, contact).forEach(Phone::hearsAnything);
        ana.hearsNothing();
        closes(contact, leo);
    }

    @Test
    void while_somebody_holds_it_a_supervisor_hears_of_it_and_places_it_anew() {
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        contact.texts("not this person");
        ana.hearsRelayed("not this person");
        var k7 = vera.hears("duty.alarm-other", "en").saying("Ana").said(HANDLE);
        vera.texts("#not " + k7 + " Nobody").hears("duty.alias-unknown", "en");
        vera.texts("#not " + k7 + " Ana").hears("duty.excluded", "en").saying("Ana");
        ana.hears("duty.passed", "en");
        contact.hears("sys.other-person", "en");
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted", "en");
        leo.hearsAnything();
        contact.hears("sys.joined", "en").saying("Leo");
        closes(contact, leo);
        // What was rung is over: it is not told again.
        line.clock().forward(TestLine.minutes(11));
        vera.hearsNothing();
        List.of(ana, leo, noor, contact).forEach(Phone::hearsAnything);
    }

    @Test
    void a_supervisor_takes_it_back() {
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts("#mine").hears("duty.supervisor-called", "en");
        var k7 = vera.hears("duty.alarm-insult", "en").said(HANDLE);
        vera.texts("#not " + k7 + " Ana off").hears("duty.excluded-not", "en").saying("Ana");
        vera.texts("#not " + k7 + " Ana").hears("duty.excluded", "en");
        ana.hears("duty.passed", "en");
        contact.hears("sys.other-person", "en");
        leo.hears("duty.offer", "en");
        ana.texts("#not Ana off").hears("duty.supervisor-only", "en");
        leo.texts("#not me off").hears("duty.supervisor-only", "en");
        assertEquals(1, excluded(contact));
        vera.texts(k7 + " #not Ana off").hears("duty.excluded-off", "en").saying("Ana");
        assertEquals(0, excluded(contact));
        assertEquals(1, acts("person-allowed", contact));
        leo.texts("2").hears("duty.declined", "en");
        // The search under way comes to her again.
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en");
        contact.hears("sys.joined", "en").saying("Ana");
        closes(contact, ana);
        vera.texts("1").hears("duty.alarm-known", "en");
    }

    @Test
    void nobody_takes_back_what_keeps_them_away_themselves() {
        var zoe = zoe();
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts("#mine").hears("duty.supervisor-called", "en");
        var k7 = vera.hears("duty.alarm-insult", "en").said(HANDLE);
        ana.texts("#not Vera").hears("duty.excluded", "en");
        vera.texts("#not " + k7 + " Vera off").hears("duty.excluded-yours", "en");
        vera.texts("#not " + k7 + " me off").hears("duty.excluded-yours", "en");
        // From now on its alarms are Zoe's, who calls it by another name.
        vera.texts("1").hearsAnything();
        assertEquals(List.of("look-at-talk"), alarms());
        line.clock().forward(TestLine.minutes(10));
        vera.hearsNothing();
        var hers = zoe.hears("duty.alarm-insult", "en").said(HANDLE);
        List.of(ana, zoe, contact).forEach(Phone::hearsAnything);
        assertEquals(1, excluded(contact));
        zoe.texts("#not " + hers + " Vera off").hears("duty.excluded-off", "en");
        assertEquals(0, excluded(contact));
        List.of(ana, leo, noor, vera, contact).forEach(Phone::hearsAnything);
        leaves("Zoe");
    }

    @Test
    void a_supervisor_whom_a_contact_refuses_neither_hears_of_it_nor_ends_it() {
        var zoe = zoe();
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts("#mine").hears("duty.supervisor-called", "en");
        vera.hears("duty.alarm-insult", "en");
        vera.texts("#mine").hears("duty.alarm-known", "en").hearsRelayed("I want to talk to a person");
        vera.hears("duty.yours", "en", "duty.given-language", "duty.given-write");
        ana.hears("duty.given-away", "en");
        contact.hears("sys.joined", "en").saying("Vera");
        contact.texts("not this person");
        var b3 = vera.hearsRelayed("not this person").said(HANDLE);
        vera.hearsNothing();
        var k7 = zoe.hears("duty.alarm-other", "en").saying("Vera").said(HANDLE);
        vera.texts("1").hears("duty.first-handle", "en");
        vera.texts(b3 + " I am here");
        contact.hearsWords("I am here");
        vera.texts("#not Leo").hears("duty.excluded", "en").hearsNothing();
        line.clock().forward(TestLine.minutes(10));
        zoe.hears("duty.alarm-other", "en").saying("Vera");
        vera.hearsAnything();
        zoe.texts("#not " + k7 + " Vera").hears("duty.excluded", "en");
        contact.hearsAnything();
        vera.hears("duty.passed", "en");
        line.clock().forward(TestLine.minutes(11));
        zoe.hearsNothing();
        List.of(ana, leo, noor, vera, zoe, contact).forEach(Phone::hearsAnything);
        leaves("Zoe");
    }

    @Test
    void danger_nobody_answers_reaches_the_supervisor_who_is_kept_away() {
        var zoe = zoe();
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts("#not Vera").hears("duty.excluded", "en");
        zoe.texts("#off").hears("duty.off", "en", "duty.away-lasts");
        contact.texts("they want to kill me");
        ana.hearsAnything();
        zoe.hears("duty.alarm-raised", "en");
        line.clock().forward(TestLine.minutes(2));
        line.clock().forward(TestLine.minutes(2));
        zoe.hears("duty.alarm-raised", "en").hears("duty.alarm-raised", "en");
        vera.hearsNothing();
        line.clock().forward(TestLine.minutes(2));
        zoe.hears("duty.alarm-raised", "en");
        vera.hears("duty.alarm-raised", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
        zoe.hears("duty.alarm-known", "en");
        ana.hearsAnything();
        closes(contact, ana);
        List.of(ana, vera, zoe).forEach(Phone::hearsAnything);
        leaves("Zoe");
    }

    @Test
    void whoever_texted_stop_is_nobody_who_could_be_told_instead() {
        var zoe = zoe();
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts("#not Vera").hears("duty.excluded", "en");
        zoe.texts("STOP").hears("duty.stop-away", "en");
        vera.hears("duty.alarm-away", "en").texts("1").hears("duty.alarm-known", "en");
        contact.texts("they want to kill me");
        ana.hearsAnything();
        vera.hears("duty.alarm-raised", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
        closes(contact, ana);
        List.of(ana, vera, zoe).forEach(Phone::hearsAnything);
        leaves("Zoe");
    }

    /// Another supervisor.
    private Phone zoe() {
        var file = "people: [{alias: Zoe, number: \"+447700900111\", supervises: demo, languages: {en: fluent}}]";
        line.node()
                .bean(Staff.class)
                .apply(
                        StaffFile.read(YamlMap.read("zoe.yml", file)),
                        true,
                        line.clock().now());
        return line.staff("+447700900111");
    }

    private static void leaves(String alias) {
        line.sql()
                .useHandle(handle -> handle.createUpdate("DELETE FROM responder WHERE alias = :alias")
                        .bind("alias", alias)
                        .execute());
    }

    private static List<String> alarms() {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT kind FROM alarm WHERE ended_at IS NULL ORDER BY kind")
                        .mapTo(String.class)
                        .list());
    }

    private static int acts(String kind, Phone contact) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM audit_event WHERE kind = :kind AND subject_id = :talk")
                        .bind("kind", kind)
                        .bind("talk", Rows.of(line, contact).newestTalk())
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void a_holder_keeps_another_away_and_no_supervisor_who_is_kept_away_acts() {
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts("#not Vera").hears("duty.excluded", "en").saying("Vera");
        ana.texts("#mine").hears("duty.supervisor-called", "en");
        // Nobody else can be told.
        var k7 = vera.hears("duty.alarm-insult", "en").said(HANDLE);
        vera.texts("#mine").hears("duty.gone", "en");
        vera.texts(k7 + " #give Leo");
        vera.hearsAnything();
        leo.hearsNothing();
        vera.texts("1").hears("duty.alarm-known", "en");
        noor.texts("#not Leo").hears("duty.none-held", "en");
        closes(contact, ana);
    }

    @Test
    void the_staff_file_names_numbers_somebody_must_never_talk_with() {
        var brother = line.phone();
        var file = """
            people:
              - alias: Ana
                number: "+447700900101"
                lines: demo
                languages: { ru: native, ro: fluent, en: fluent }
                gender: woman
                conflicts: ["%s"]
            """.formatted(brother.number());
        var staff = line.node().bean(Staff.class);
        staff.apply(
                StaffFile.read(YamlMap.read("staff.yml", file)),
                true,
                line.clock().now());
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding(brother.number()));
        waits(brother);
        ana.hearsNothing();
        takes(brother, leo, "Leo");
        leo.texts("#mine").hears("duty.supervisor-called", "en");
        var k7 = vera.hears("duty.alarm-insult", "en").said(HANDLE);
        vera.texts("#not " + k7 + " Ana off").hears("duty.excluded-file", "en");
        vera.texts("1").hears("duty.alarm-known", "en");
        closes(brother, leo);
        staff.apply(
                StaffFile.read(YamlMap.read("staff.yml", file.replaceAll("conflicts: .*", ""))),
                true,
                line.clock().now());
        brother.texts("9").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en");
        ana.hearsAnything();
        brother.hears("sys.joined", "en");
        closes(brother, ana);
    }

    @Test
    void an_exclusion_goes_with_the_contact() {
        var contact = waits(line.phone());
        takes(contact, ana, "Ana");
        ana.texts("#not-me").hears("duty.not-me", "en");
        contact.hears("sys.other-person", "en");
        leo.hears("duty.offer", "en");
        assertEquals(1, excluded(contact));
        var was = Rows.of(line, contact).contact();
        contact.texts("FORGET").hears("sys.forget-ask", "en");
        contact.texts("1").hears("sys.forget-done", "en");
        line.clock().forward(TestLine.minutes(1));
        leo.hearsAnything();
        int left = line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM responder_exclusion WHERE contact_id = :contact")
                        .bind("contact", was)
                        .mapTo(Integer.class)
                        .one());
        assertEquals(0, left);
    }

    private static int excluded(Phone contact) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM responder_exclusion WHERE contact_id = :contact")
                        .bind("contact", Rows.of(line, contact).contact())
                        .mapTo(Integer.class)
                        .one());
    }
}
