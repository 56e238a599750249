package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// S08 to S11: what a talk with a person brings, keeps and leaves behind.
class TalkScenariosTest extends Scenario {
    TalkScenariosTest() {
        super(TestLine.NOON);
    }

    @Test
    void s08_a_boy_of_15_is_given_to_leo_and_two_adults_and_he_decide() {
        line.eachKind().forEach(boy -> {
            boy.texts("im 15 they make me carry drugs to other town")
                    .hears("sys.child-topic", "en")
                    .saying("1 to read");
            boy.texts("1").hears("topic.forced-crime", "en");
            boy.texts("9").hears("sys.waiting", "en").hears("sys.child-notice", "en");
            assertEquals(
                    List.of("waiting child child-notice"), Rows.of(line, boy).talk());
            leo.hears("duty.offer", "en").notSaying("15");
            line.clock().forward(seconds(50));
            List.of(ana, noor).forEach(Phone::hearsNothing);
            var b3 = leo.texts("1").hears("duty.accepted-care", "en").said(HANDLE);
            boy.hears("sys.joined", "en").saying("Leo");
            leo.texts(b3 + " hello, this is Leo");
            boy.hearsWords("hello, this is Leo");
            leo.texts("#child off he is not").hears("duty.supervisor-only", "en");
            assertEquals(List.of("held child child-notice"), Rows.of(line, boy).talk());

            var note = "Wants a safe bed tonight.";
            leo.texts("#refer haven " + note).hears("duty.second-asked", "en");
            var v7 = vera.hears("duty.second", "en").saying("Leo").said(HANDLE);
            vera.texts("1").hearsWords(v7 + ": Haven House (example): " + note).hears("duty.second-read", "en");
            boy.hearsNothing();
            vera.texts("#yes " + v7).hears("duty.second-thanks", "en");
            leo.hears("duty.second-yes", "en").saying("Vera");
            boy.hears("sys.referral-ask", "en").saying(note);
            leo.texts("#given").hears("duty.given-none", "en");
            assertEquals(0, referrals(boy), "his own wish comes before anything leaves");
            boy.texts("1").hears("sys.thanks", "en");
            leo.hears("duty.referral-yes", "en");
            leo.texts("#given").hears("duty.referral-given", "en");
            assertEquals(1, referrals(boy));

            vera.texts("#child off " + v7 + " he typed wrongly").hears("duty.child-off", "en");
            assertEquals(List.of("held normal child-notice"), Rows.of(line, boy).talk());
            leo.texts("#close child").hears("duty.closed", "en");
            boy.hears("sys.closed", "en");
        });
    }

    @Test
    void s09_a_sister_abroad_is_helped_and_nothing_leaves_without_her_yes() {
        var sister = line.phone();
        sister.texts("mi hermana no contesta hace 3 dias, se fue a trabajar").hears("sys.welcome-known", "es");
        sister.texts("1").hears("topic.worried-someone", "es");
        sister.texts("9").hears("sys.waiting", "es").hears("sys.consent.v1", "es");
        noor.hears("duty.offer", "en").saying("Spanish");
        sister.texts("1").hears("sys.consent-yes", "es");
        var b3 = noor.texts("1").hears("duty.accepted", "en").said(HANDLE);
        sister.hears("sys.joined", "es").saying("Noor");
        noor.texts(b3 + " hola, cuando hablo con ella?");
        sister.hearsWords("hola, cuando hablo con ella?");
        sister.texts("el martes");
        noor.hearsWords(b3 + ": el martes");
        var note = "Hermana sin contacto desde el martes.";
        noor.texts("#refer haven " + note).hears("duty.referral-asked", "en").saying(b3);
        sister.hears("sys.referral-ask", "es").saying(note);
        sister.texts("2").hears("sys.thanks", "es");
        noor.hears("duty.referral-no", "en").saying(b3);
        noor.texts("#given").hears("duty.given-none", "en");
        assertEquals(0, referrals(sister), "nothing leaves");
        assertEquals(0, answeredYes("referral"));
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding(note), "and nobody keeps it in clear");
        sister.texts("y ahora?");
        noor.hearsWords(b3 + ": y ahora?");
        noor.texts("seguimos buscando");
        sister.hearsWords("seguimos buscando");
    }

    /// Ana passes it on at the end of her time. `ShiftTest` has the notice that comes before; Ana, who is on call
    /// at night, gets none.
    @Test
    void s10_at_the_end_of_a_shift_no_word_goes_along_without_a_yes_and_with_one_for_a_week() {
        var olga = talkingToAna();
        ana.texts("#pass she wants her papers back").hears("duty.passed", "en").hears("duty.handover-asked", "en");
        olga.hears("sys.handover-ask", "ru").saying("Ana");
        assertEquals(1, Rows.of(line, olga).notes());
        // Nobody else speaks Russian.
        leo.hears("duty.offer", "en").saying("Russian");
        olga.texts("2").hears("sys.thanks", "ru");
        ana.hears("duty.handover-no", "en");
        assertEquals(0, Rows.of(line, olga).notes(), "the note is deleted");
        var b3 = leo.texts("1").hears("duty.accepted", "en").said(HANDLE);
        olga.hears("sys.joined", "ru").saying("Leo");
        // Ana, who passed it, is not asked back.
        leo.hears("duty.interpreter-none", "en").saying("Russian");
        leo.texts(b3 + " hello, I am Leo");
        olga.hearsWords("hello, I am Leo").hearsNothing();
        assertEquals(0, answeredYes("handover-note"));
        leo.texts("#close safety").hears("duty.closed", "en");
        olga.hears("sys.closed", "ru");

        var ilya = talkingToAna();
        ana.texts("#pass he wants his papers back").hears("duty.passed", "en").hears("duty.handover-asked", "en");
        ilya.hears("sys.handover-ask", "ru");
        leo.hears("duty.offer", "en");
        ilya.texts("1").hears("sys.thanks", "ru");
        ana.hears("duty.handover-yes", "en");
        leo.texts("1")
                .hears("duty.accepted", "en")
                .hears("duty.note-follows", "en")
                .hearsRelayed("he wants his papers back");
        ilya.hears("sys.joined", "ru").saying("Leo");
        leo.hears("duty.interpreter-none", "en");
        leo.texts("#close safety").hears("duty.closed", "en");
        ilya.hears("sys.closed", "ru");
        line.clock().forward(Duration.ofDays(7));
        line.clock().forward(hours(1));
        assertEquals(0, Rows.of(line, ilya).notes(), "seven days after it was taken");
    }

    @Test
    void s11_everything_is_erased_in_a_live_talk_and_who_writes_again_is_new() {
        line.eachKind().forEach(awa -> {
            awa.texts("bonjour").hears("sys.welcome-known", "fr");
            awa.texts("1").hears("sys.menu", "fr");
            awa.texts("9").hears("sys.waiting", "fr").hears("sys.consent.v1", "fr");
            noor.hears("duty.offer", "en").saying("French");
            awa.texts("1").hears("sys.consent-yes", "fr");
            var b3 = noor.texts("1").hears("duty.accepted", "en").said(HANDLE);
            awa.hears("sys.joined", "fr").saying("Noor");
            awa.texts("on me doit trois mois");
            noor.hearsWords(b3 + ": on me doit trois mois");
            noor.texts(b3 + " depuis quand?");
            awa.hearsWords("depuis quand?");
            noor.texts("#note wants her pay").hears("duty.note-kept", "en");
            // The trail of acts keeps which talk was taken and erased, by its id and nothing else of it.
            var talk = Rows.of(line, awa).newestTalk();
            var traces = Rows.of(line, awa).traces().stream()
                    .filter(trace -> !trace.equals(talk.toString()))
                    .toList();
            awa.texts("effacer").hears("sys.forget-ask", "fr");
            awa.texts("1").hears("sys.forget-done", "fr");
            noor.hears("duty.erased", "en").saying(b3 + " was erased by contact");
            line.clock().forward(seconds(60));
            Rows.expectNone(line, traces);
            assertEquals(List.of(), rows("SELECT message_id::text FROM message_body"));
            assertEquals(0, Rows.notesOf(line, talk));
            assertEquals(List.of(), atTheCarrier(awa), "the carrier was asked to delete too");
            noor.texts(b3 + " hello?").hears("duty.gone", "en");
            awa.texts("bonjour").hears("sys.welcome-known", "fr");
        });
        assertEquals(
                2,
                rows("SELECT kind FROM audit_event WHERE kind = 'erasure-done'").size(),
                "one for each");
    }

    /// Somebody who said yes to keeping texts, and whom Ana answered.
    private Phone talkingToAna() {
        var olga = line.phone();
        olga.texts("хочу поговорить с человеком").hears("sys.waiting", "ru").hears("sys.consent.v1", "ru");
        ana.hears("duty.offer", "en");
        olga.texts("1").hears("sys.consent-yes", "ru");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("хочу поговорить с человеком");
        olga.hears("sys.joined", "ru").saying("Ana");
        olga.texts("забрали паспорт");
        ana.hearsRelayed("забрали паспорт");
        ana.texts(ana.said(HANDLE) + " расскажите");
        return olga.hearsWords("расскажите");
    }

    private int referrals(Phone contact) {
        return rows("SELECT partner_id::text FROM referral WHERE contact_id = '"
                        + Rows.of(line, contact).contact() + "'")
                .size();
    }

    /// What the carrier still keeps from and to that phone.
    private List<Map<String, Object>> atTheCarrier(Phone phone) {
        return line.node().carrierKeeps().stream()
                .filter(message -> message.containsValue(phone.number()))
                .toList();
    }

    private int answeredYes(String purpose) {
        return rows("SELECT purpose FROM consent WHERE answer = 'yes' AND purpose = '" + purpose + "'")
                .size();
    }
}
