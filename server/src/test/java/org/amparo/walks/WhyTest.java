package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.language.Segments;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.junit.jupiter.api.Test;

/// A supervisor asks who was asked for a talk, in which order and why (`domain.md` F.3).
class WhyTest {
    private static final String HANDLE = "([A-Z][0-9])";

    private final TestLine line = TestLine.open();
    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");
    private final Phone contact = line.phone();

    /// A handle Vera knows it by; Ana and Leo were asked.
    private String urgent() {
        contact.texts("he locked me in").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        line.clock().forward(TestLine.seconds(60));
        leo.hears("duty.offer-urgent", "en");
        return vera.hears("duty.alarm-urgent", "en").said(HANDLE);
    }

    private List<String> why(String typed) {
        var heard = vera.texts(typed).hearsAnything().getLast().body();
        assertTrue(Segments.count(heard).segments() <= 3, heard);
        return heard.lines().toList();
    }

    private int reads() {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit_event WHERE kind = 'choices-read'")
                        .mapTo(Integer.class)
                        .one());
    }

    private void ends() {
        line.settle();
        List.of(ana, leo, noor, vera, contact).forEach(Phone::hearsAnything);
        line.close();
    }

    @Test
    void who_was_asked_the_last_first_and_why_and_what_keeps_the_others() {
        noor.texts("#off").hears("duty.off", "en", "duty.away-ends");
        var k7 = urgent();
        assertEquals(
                List.of(
                        k7 + ", the last asked first:",
                        "Leo 0 min ago: asked, fluent, on, 0 held",
                        "Ana 1 min ago: no answer, fluent, on, 0 held",
                        "not Noor: other language"),
                why("#why " + k7));
        assertEquals(1, reads());
        leo.texts("2").hears("duty.declined", "en");
        assertTrue(why(k7 + " #why").contains("Leo 0 min ago: said no, fluent, on, 0 held"));
        ana.hears("duty.offer-urgent", "en");
        ana.texts("1").hears("duty.accepted", "en");
        assertEquals(
                List.of(
                        k7 + ", the last asked first:",
                        "Ana 0 min ago: has it, fluent, on, 0 held",
                        "Leo 0 min ago: said no, fluent, on, 0 held"),
                why("#why"));
        ends();
    }

    @Test
    void who_was_given_it_without_being_asked_and_who_is_kept_away() {
        var k7 = urgent();
        vera.texts("#mine").hearsAnything();
        vera.texts("#not " + k7 + " Leo").hears("duty.excluded", "en");
        vera.texts("#not " + k7 + " Noor").hears("duty.excluded", "en");
        var said = why("#why " + k7);
        assertEquals(List.of("not Leo: kept away", "not Noor: kept away"), said.subList(said.size() - 2, said.size()));
        assertTrue(said.contains("Ana 1 min ago: no answer, fluent, on, 0 held"), said.toString());
        ends();
    }

    /// Ana and Leo both speak English well, and Ana comes first by her name alone. The country of a number is
    /// compared and never stored, so that this reason alone is not kept.
    @Test
    void who_knows_the_country_of_the_number_is_asked_first() {
        line.node()
                .bean(Staff.class)
                .apply(
                        StaffFile.read(YamlMap.read("leo.yml", """
                                people:
                                  - { alias: Leo, number: "+447700900102", lines: demo, knows: [in, NP],
                                      languages: { tl: native, en: fluent } }
                                """)),
                        true,
                        line.clock().now());
        var abroad = line.phone("+919876543210");
        abroad.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        leo.hears("duty.offer", "en");
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        assertEquals(
                List.of("language-fluent on-duty-primary load-0"),
                line.sql()
                        .withHandle(
                                handle -> handle.createQuery("SELECT DISTINCT array_to_string(reasons, ' ') FROM offer")
                                        .mapTo(String.class)
                                        .list()));
        abroad.hearsAnything();
        ends();
    }

    /// Whatever the tables hold can be said.
    @Test
    void there_are_words_for_every_reason() {
        line.sql().useHandle(handle -> handle.execute("UPDATE responder SET alias = 'A' WHERE alias IN ('Ana')"));
        var k7 = urgent();
        var all = "language-native language-basic needs-interpreter on-duty-backup on-call-primary on-call-backup"
                + " not-on-duty child-trained talked-before gender-asked-for skill-needed beyond-limit beyond-rest"
                + " beyond-break";
        line.sql().useHandle(handle -> handle.createUpdate("""
                        UPDATE offer SET reasons = CASE WHEN responder_id = (SELECT id FROM responder WHERE alias = 'A')
                                                        THEN string_to_array(:all, ' ') ELSE '{}' END
                        """).bind("all", all).execute());
        assertEquals(
                "A 1 min ago: no answer, native, basic, needs an interpreter, on as backup, on call, on call as backup,"
                        + " not on, trained for the young, talked before, gender as asked, has the skill, over the"
                        + " limit, in rest time, in a break",
                why("#why " + k7).get(2));
        ends();
    }

    @Test
    void it_is_a_supervisors_to_ask_and_of_nobody_kept_away() {
        var k7 = urgent();
        ana.texts("1").hears("duty.accepted", "en");
        ana.hearsAnything();
        ana.texts("#why").hears("duty.supervisor-only", "en");
        ana.texts("#not Vera").hears("duty.excluded", "en");
        vera.texts("#why " + k7).hears("duty.gone", "en");
        assertEquals(0, reads());
        ends();
    }

    @Test
    void what_does_not_fit_is_counted() {
        line.sql().useHandle(handle -> handle.execute("""
                INSERT INTO responder (id, organisation_id, alias, alert_locale, zone, capacity, newcomer, availability,
                       missed, created_at)
                SELECT gen_random_uuid(), organisation_id, 'Somebody ' || n, alert_locale, zone, capacity, newcomer, 'off',
                       0, created_at
                  FROM responder, generate_series(10, 40) AS n WHERE alias = 'Noor';
                INSERT INTO responder_line (responder_id, line_id, organisation_id, role)
                SELECT r.id, l.id, r.organisation_id, 'responder' FROM responder r, line l WHERE r.alias LIKE 'Somebody %'
                """));
        var said = why("#why " + urgent());
        assertTrue(said.getLast().matches("[0-9]+ more"), said.toString());
        assertEquals(34, said.size() - 2 + Integer.parseInt(said.getLast().replace(" more", "")));
        assertFalse(said.size() < 8, said.toString());
        ends();
    }

    @Test
    void it_is_said_in_the_words_of_whoever_asks() {
        line.sql().useHandle(handle -> handle.execute("UPDATE responder SET alert_locale = 'ru' WHERE alias = 'Vera'"));
        contact.texts("he locked me in").hears("sys.crisis", "en");
        ana.hears("duty.offer-urgent", "en");
        line.clock().forward(TestLine.seconds(60));
        leo.hears("duty.offer-urgent", "en");
        var k7 = vera.hears("duty.alarm-urgent", "ru").said(HANDLE);
        var said = why("#why " + k7);
        assertEquals("Leo 0 мин назад: ждём ответа, владеет, на смене, ведёт 0", said.get(1));
        ends();
    }
}
