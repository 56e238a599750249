package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.harness.TestLine;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.numbers.AddressKey;
import org.amparo.numbers.Addresses;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Availability;
import org.amparo.responders.Grade;
import org.amparo.responders.Responders;
import org.amparo.responders.Role;
import org.amparo.responders.Skill;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.amparo.rota.DutyOverride;
import org.amparo.rota.Rank;
import org.amparo.rota.Rota;
import org.amparo.rota.Schedules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The people who answer, as a staff file says, on a real database.
class StaffTest {
    @RegisterExtension
    static final TestLine LINE = TestLine.open();

    private final Staff staff = LINE.node().bean(Staff.class);
    private final Responders responders = LINE.node().bean(Responders.class);
    private final Schedules schedules = LINE.node().bean(Schedules.class);
    private final Line line = LINE.node().bean(Lines.class).first();
    private final Instant now = TestLine.NOON;

    @Test
    void the_demonstration_knows_its_people_by_their_numbers() {
        var leo = responders.recognise(line.id(), keys("+447700900102")).orElseThrow();
        assertEquals("Leo", leo.alias());
        assertEquals(Map.of("tl", Grade.NATIVE, "en", Grade.FLUENT), leo.languages());
        assertEquals(java.util.Set.of(Skill.CHILD), leo.skills());
        assertEquals(Role.RESPONDER, leo.lines().get(line.id()));
        assertTrue(responders.recognise(line.id(), keys("+447700900201")).isEmpty());
        assertEquals(
                List.of("Vera"),
                responders.supervisors(line.id()).stream()
                        .map(one -> one.alias())
                        .toList());
    }

    @Test
    void the_demonstration_is_covered_by_day_and_on_call_by_night() {
        assertEquals("Ana Leo Noor", onDuty(now));
        assertEquals("Ana (Leo)", onDuty(TestLine.NIGHT));
    }

    @Test
    void a_number_is_active_once_it_answered_its_code() {
        var number = "+447700900150";
        apply("people: [{alias: Mina, number: \"" + number + "\", lines: demo, languages: {hi: native}}]");
        assertTrue(responders.recognise(line.id(), keys(number)).isEmpty());
        var code = code(number);
        var phone = LINE.phone(number);
        phone.texts(code.equals("000000") ? "000001" : "000000").hearsNothing();
        assertTrue(responders.recognise(line.id(), keys(number)).isEmpty());
        phone.texts(" " + code + ".").hears("duty.code-right", "en");
        assertEquals(
                "Mina",
                responders.recognise(line.id(), keys(number)).orElseThrow().alias());
        phone.texts("#list").hears("duty.list-nothing", "en");
    }

    @Test
    void a_code_dies_after_a_day_and_after_five_wrong_answers() {
        var number = "+447700900152";
        apply("people: [{alias: Olu, number: \"" + number + "\", lines: demo}]");
        var code = code(number);
        assertEquals(Staff.Answer.NOT_ASKED, staff.answer(line.id(), keys("+447700900151"), code, now));
        var wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertEquals(Staff.Answer.WRONG, staff.answer(line.id(), keys(number), wrong, now));
        }
        assertEquals(Staff.Answer.NOT_ASKED, staff.answer(line.id(), keys(number), code, now));
        apply("people: [{alias: Olu, number: \"" + number + "\", lines: demo}]");
        var second = code(number);
        assertEquals(
                Staff.Answer.NOT_ASKED,
                staff.answer(
                        line.id(),
                        keys(number),
                        second,
                        now.plus(Duration.ofHours(24).plusMinutes(1))));
        apply("people: [{alias: Olu, left: true}]");
    }

    @Test
    void who_got_no_code_or_spoilt_it_gets_a_new_one_when_the_file_is_applied_again() {
        var file = "people: [{alias: Ola, number: \"+447700900156\", lines: demo}]";
        apply(file);
        var code = code("+447700900156");
        apply(file);
        LINE.settle();
        LINE.phone("+447700900156").hearsNothing();
        var wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            LINE.phone("+447700900156").texts(wrong);
        }
        apply(file);
        code("+447700900156");
        staff.apply(StaffFile.read(YamlMap.read("staff.yml", file)), false, now.plus(Duration.ofHours(25)));
        var third = code("+447700900156");
        LINE.phone("+447700900156").texts(third).hears("duty.code-right", "en");
        apply(file);
        LINE.settle();
        LINE.phone("+447700900156").hearsNothing();
    }

    @Test
    void the_first_number_of_the_file_is_used_and_one_it_names_no_more_is_gone() {
        var whatsapp = "whatsapp: \"+447700900157\"";
        var id = demo("people: [{alias: Sia, " + whatsapp + ", lines: demo}]");
        assertEquals(
                Address.Kind.WHATSAPP,
                responders.text(id).orElseThrow().address().kind());
        demo("people: [{alias: Sia, " + whatsapp + ", number: \"+447700900158\", lines: demo}]");
        assertEquals(
                Address.Kind.PHONE, responders.text(id).orElseThrow().address().kind());
        assertEquals(2, numbers(id));
        demo("people: [{alias: Sia, " + whatsapp + ", lines: demo}]");
        assertEquals(
                Address.Kind.WHATSAPP,
                responders.text(id).orElseThrow().address().kind());
        assertEquals(1, numbers(id));
        assertTrue(responders.recognise(line.id(), keys("+447700900158")).isEmpty());
    }

    private UUID demo(String yaml) {
        return staff.apply(StaffFile.read(YamlMap.read("staff.yml", yaml)), true, now)
                .getFirst()
                .responder();
    }

    @Test
    void a_code_is_not_written_anywhere_by_its_record() {
        var reach = responders
                .text(responders
                        .recognise(line.id(), keys("+447700900101"))
                        .orElseThrow()
                        .id())
                .orElseThrow();
        var code = new Staff.Code(reach, line.id(), line.organisationId(), "en", "123456");
        assertFalse(code.toString().contains("123456"));
    }

    @Test
    void applying_a_file_twice_changes_nothing_and_a_new_number_is_verified_anew() {
        apply("people: [{alias: Pia, number: \"+447700900153\", lines: demo, languages: {fr: basic}}]");
        var again = apply("people: [{alias: pia, number: \"+447700900153\", lines: demo, languages: {fr: fluent}}]");
        assertFalse(again.getFirst().created());
        code("+447700900153");
        assertEquals(
                Grade.FLUENT,
                responders
                        .find(again.getFirst().responder())
                        .orElseThrow()
                        .speaks("fr-CA")
                        .orElseThrow());
        apply("people: [{alias: Pia, number: \"+447700900154\", lines: demo}]");
        code("+447700900154");
        assertEquals(1, numbers(again.getFirst().responder()));
    }

    @Test
    void who_left_is_known_no_more_and_their_number_is_gone() {
        var done = apply("people: [{alias: Quin, number: \"+447700900155\", lines: demo}]")
                .getFirst();
        code("+447700900155");
        apply("people: [{alias: Quin, left: true}]");
        assertTrue(responders.find(done.responder()).isEmpty());
        assertEquals(0, numbers(done.responder()));
    }

    @Test
    void a_number_belongs_to_one_person() {
        var refused = assertThrows(
                StartRefused.class, () -> apply("people: [{alias: Rob, number: \"+447700900101\", lines: demo}]"));
        assertFalse(String.valueOf(refused.getMessage()).contains("447700900101"));
        assertTrue(
                responders.of(line.id()).stream().noneMatch(one -> one.alias().equals("Rob")));
    }

    @Test
    void two_missed_offers_are_counted_in_a_row() {
        var ana = responders.recognise(line.id(), keys("+447700900101")).orElseThrow();
        assertEquals(1, responders.missed(ana.id()));
        responders.answered(ana.id());
        assertEquals(1, responders.missed(ana.id()));
        responders.set(ana.id(), Availability.AWAY, java.util.Optional.of(now.plusSeconds(60)));
        var away = responders.find(ana.id()).orElseThrow();
        assertEquals(Availability.AWAY, away.available(now));
        assertEquals(Availability.ON, away.available(now.plusSeconds(60)));
        responders.set(ana.id(), Availability.ON, java.util.Optional.empty());
    }

    @Test
    void an_override_counts_at_once() {
        var noor = responders
                .recognise(line.id(), keys("+447700900103"))
                .orElseThrow()
                .id();
        var night = schedules.of(line.id(), now).stream()
                .map(Rota::schedule)
                .filter(one -> one.name().equals("night"))
                .findFirst()
                .orElseThrow();
        var from = Instant.parse("2026-12-01T21:00:00Z");
        schedules.override(
                night.id(),
                line.organisationId(),
                new DutyOverride.Add(UUID.randomUUID(), from, from.plus(Duration.ofHours(2)), noor, Rank.BACKUP),
                now);
        assertEquals("Ana (Leo) (Noor)", onDuty(from.plusSeconds(60)));
        assertEquals("Ana (Leo)", onDuty(from.plus(Duration.ofHours(2))));
    }

    @Test
    void somebody_of_another_organisation_with_the_same_alias_is_let_alone() {
        var organisation = UUID.randomUUID();
        var theirs = UUID.randomUUID();
        LINE.sql().useHandle(handle -> {
            handle.execute(
                    "INSERT INTO organisation (id, name, created_at) VALUES (?, 'Third Door', ?)", organisation, now);
            handle.execute("""
                    INSERT INTO responder (id, organisation_id, alias, alert_locale, zone, capacity, created_at)
                    VALUES (?, ?, 'Uma', 'en', 'Europe/Bucharest', 3, ?)
                    """, theirs, organisation, now);
        });
        var ours = apply("people: [{alias: uma, number: \"+447700900157\", lines: demo}]")
                .getFirst();
        assertTrue(ours.created());
        assertEquals("Uma", responders.find(theirs).orElseThrow().alias());
        assertEquals(1, numbers(ours.responder()));
        assertEquals(0, numbers(theirs));
        var unclear = assertThrows(StartRefused.class, () -> apply("people: [{alias: Uma, left: true}]"));
        assertTrue(String.valueOf(unclear.getMessage()).contains("`lines:`"));
        var left = apply("people: [{alias: Uma, lines: demo, left: true}]").getFirst();
        assertEquals(ours.responder(), left.responder());
        assertTrue(responders.left(ours.responder()));
        assertFalse(responders.left(theirs));
    }

    private List<Staff.Done> apply(String yaml) {
        return staff.apply(StaffFile.read(YamlMap.read("staff.yml", yaml)), false, now);
    }

    /// The code that phone gets, once.
    private static String code(String number) {
        LINE.settle();
        var phone = LINE.phone(number);
        return phone.hears("duty.code", "en").said("([0-9]{6})");
    }

    private int numbers(UUID responder) {
        return LINE.sql()
                .withHandle(
                        handle -> handle.createQuery("SELECT count(*) FROM responder_address WHERE responder_id = :id")
                                .bind("id", responder)
                                .mapTo(Integer.class)
                                .one());
    }

    private List<AddressKey> keys(String number) {
        return LINE.node().bean(Addresses.class).all(line.organisationId(), new Address(Address.Kind.PHONE, number));
    }

    private String onDuty(Instant at) {
        return schedules.of(line.id(), at).stream()
                .flatMap(rota -> rota.onDuty(at).stream())
                .map(duty -> {
                    var alias = responders.find(duty.person()).orElseThrow().alias();
                    return duty.rank() == Rank.BACKUP ? "(" + alias + ")" : alias;
                })
                .sorted(java.util.Comparator.comparing(alias -> alias.replace("(", "~")))
                .collect(Collectors.joining(" "));
    }
}
