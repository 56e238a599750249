package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Consents;
import org.amparo.conversations.Conversations;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.lines.Partner;
import org.amparo.responders.Availability;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a responder has the contact asked or told: what is held of them, a referral, a note for whoever takes over.
class ResponderAsksTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final String HANDLE = "([A-Z][0-9])";

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");

    private static <T> T bean(Class<T> type) {
        return line.node().bean(type);
    }

    /// Nobody holds or rests from the walk before, nothing is left to be given or to be known of, and everybody is
    /// on.
    @BeforeEach
    void everybody_is_on() {
        line.sql().useHandle(handle -> {
            handle.execute("UPDATE consent SET used_at = answered_at WHERE answer = 'yes'");
            handle.execute("UPDATE referral SET outcome = 'reached', outcome_at = given_at WHERE outcome IS NULL");
        });
        var people = bean(Responders.class).of(bean(Lines.class).first().id());
        people.forEach(one -> bean(Conversations.class)
                .takingPart(one.id())
                .forEach(talk -> bean(Conversations.class)
                        .close(talk.id(), "test", line.clock().now())));
        people.forEach(one -> bean(Responders.class).set(one.id(), Availability.ON, Optional.empty()));
        line.clock().forward(TestLine.minutes(15));
        List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
    }

    /// A contact whom Ana has taken, and who said yes to keeping texts.
    private Phone withAna() {
        var contact = line.phone();
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        contact.hears("sys.joined", "en").saying("Ana");
        contact.texts("1").hears("sys.consent-yes", "en");
        return contact;
    }

    private void closes(Phone contact, Phone holder, String... further) {
        holder.texts("#close test").hears("duty.closed", "en");
        List.of(further).forEach(text -> holder.hears(text, "en"));
        contact.hears("sys.closed", "en");
    }

    @Test
    void my_data_is_answered_when_the_responder_has_it_answered() {
        var contact = withAna();
        contact.texts("MYDATA").hearsNothing();
        var handle = ana.hearsAnything().getLast().body().substring(0, 2);
        ana.texts("#mydata").hears("duty.mydata-sent", "en").saying(handle);
        contact.hears("sys.mydata", "en").saying("English").saying("yes").saying("3 texts");
        contact.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        ana.hears("duty.unsafe", "en");
        ana.texts("#mydata").hears("duty.not-sent", "en");
        contact.texts("STOP").hears("sys.stop", "en");
        ana.hears("duty.stopped", "en");
        ana.texts(handle + " #mydata").hears("duty.stopped", "en");
        contact.hearsNothing();
        ana.texts("#close test").hears("duty.closed", "en");
        ana.texts("#mydata").hears("duty.none-held", "en");
        ana.texts(handle + " #mydata").hears("duty.gone", "en");
    }

    @Test
    void a_referral_asks_with_the_exact_note_and_keeps_the_yes() {
        var contact = withAna();
        var note = "Wants a safe bed tonight. Speaks Thai.";
        ana.texts("#refer haven " + note).hears("duty.referral-asked", "en");
        contact.hears("sys.referral-ask", "en").saying("Haven House (example)").saying(note);
        assertEquals(Optional.empty(), yes(contact, "haven"));
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.referral-yes", "en");
        assertEquals(
                Optional.of(true),
                yes(contact, "haven")
                        .map(hash -> java.util.Arrays.equals(
                                hash, bean(Consents.class).hash(note).value())));
        assertEquals(Optional.empty(), yes(contact, "lawdesk"));
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding(note), "the words are kept nowhere in clear");
        closes(contact, ana, "duty.given-open");
    }

    @Test
    void what_was_given_is_noted_once_under_the_yes() {
        var contact = withAna();
        ana.texts("#given").hears("duty.given-none", "en");
        ana.texts("#refer haven Wants a bed.").hears("duty.referral-asked", "en");
        contact.hears("sys.referral-ask", "en");
        ana.texts("#given").hears("duty.given-none", "en");
        contact.texts("1").hears("sys.thanks", "en");
        var handle = ana.hears("duty.referral-yes", "en").said(HANDLE);
        leo.texts("#given").hears("duty.given-none", "en");
        ana.texts("#given " + handle + " lawdesk").hears("duty.given-none", "en");
        ana.texts("#given " + handle).hears("duty.referral-given", "en").saying(handle);
        assertEquals(List.of("haven"), given(contact));
        assertEquals(1, acts("referral-given", Rows.of(line, contact).newestTalk()));
        ana.texts("#given").hears("duty.given-none", "en");
        closes(contact, ana);
        assertEquals(List.of("haven"), given(contact), "a yes is good for once");
    }

    @Test
    void what_became_of_a_referral_is_noted_as_a_code() {
        var contact = agreed("haven");
        ana.texts("#given it went well").hears("duty.outcome-words", "en").saying("not reached");
        assertEquals(List.of(), given(contact));
        var handle = ana.texts("#given")
                .hears("duty.referral-given", "en")
                .saying("not reached")
                .said(HANDLE);
        ana.texts("#given " + handle + " not reached").hears("duty.outcome-noted", "en");
        ana.texts("#given " + handle + " haven: Reached").hears("duty.outcome-noted", "en");
        assertEquals(List.of("reached"), outcomes(contact), "the newest word counts");
        leo.texts("#given declined").hears("duty.outcome-none", "en");
        closes(contact, ana);
        var other = agreed("haven");
        ana.texts("#given declined").hears("duty.outcome-none", "en");
        assertEquals(List.of(), given(other), "a word alone uses up no yes");
        ana.texts("#given haven declined").hears("duty.referral-given", "en").hears("duty.outcome-noted", "en");
        assertEquals(List.of("declined"), outcomes(other));
        closes(other, ana);
    }

    @Test
    void a_word_of_what_became_of_one_referral_uses_up_no_other_yes() {
        var contact = agreed("haven");
        var handle = ana.texts("#given").hears("duty.referral-given", "en").said(HANDLE);
        ana.texts("#refer unions Wants her pay.").hears("duty.referral-asked", "en");
        contact.hears("sys.referral-ask", "en");
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.referral-yes", "en");
        ana.texts("#given " + handle + " reached").hears("duty.outcome-noted", "en");
        assertEquals(List.of("haven"), given(contact));
        ana.texts("#given unions").hears("duty.referral-given", "en");
        closes(contact, ana);
        line.clock().forward(TestLine.hours(25));
        List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
        ana.texts("#given not reached").hears("duty.outcome-noted", "en");
        assertEquals(List.of("not-reached", "reached"), outcomes(contact), "also the next day, without a handle");
    }

    private static List<String> outcomes(Phone contact) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT outcome FROM referral WHERE contact_id = :contact ORDER BY 1")
                        .bind("contact", Rows.of(line, contact).contact())
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void two_partners_are_two_answers_and_each_is_given_by_its_code() {
        var contact = withAna();
        for (var partner : List.of("haven", "unions")) {
            ana.texts("#refer " + partner + " Wants her pay.").hears("duty.referral-asked", "en");
            contact.hears("sys.referral-ask", "en");
            contact.texts("1").hears("sys.thanks", "en");
            ana.hears("duty.referral-yes", "en");
        }
        var handle = ana.texts("#given").hears("duty.given-how", "en").said(" in " + HANDLE);
        ana.texts("#close legal").hears("duty.closed", "en").hears("duty.given-open", "en");
        contact.hears("sys.closed", "en");
        assertEquals(List.of(), given(contact), "which of the two, nobody said");
        ana.texts("#given " + handle + " unions").hears("duty.referral-given", "en");
        assertEquals(List.of("unions"), given(contact), "also after the talk");
        ana.texts("#given").hears("duty.referral-given", "en");
        assertEquals(List.of("haven", "unions"), given(contact));
    }

    @Test
    void who_closes_a_talk_as_referred_says_that_it_was_given() {
        var contact = agreed("haven");
        ana.texts("#close shelter").hears("duty.closed", "en").hears("duty.referral-given", "en");
        contact.hears("sys.closed", "en");
        assertEquals(List.of("haven"), given(contact));
    }

    @Test
    void a_yes_that_is_not_used_yet_is_called_to_mind_when_the_talk_ends() {
        var contact = agreed("haven");
        ana.texts("#close info").hears("duty.closed", "en").hears("duty.given-open", "en");
        contact.hears("sys.closed", "en");
        assertEquals(List.of(), given(contact));
    }

    @Test
    void a_yes_that_was_taken_back_or_is_too_old_lets_nothing_be_given() {
        var contact = agreed("haven");
        bean(Consents.class)
                .withdrawAll(Rows.of(line, contact).contact(), line.clock().now());
        ana.texts("#given").hears("duty.given-none", "en");
        closes(contact, ana);
        var other = agreed("haven");
        closes(other, ana, "duty.given-open");
        line.clock().forward(Duration.ofDays(8));
        List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
        ana.texts("#given").hears("duty.given-none", "en");
        assertEquals(List.of(), given(other));
    }

    @Test
    void erased_is_erased_a_referral_too() {
        var contact = agreed("haven");
        ana.texts("#given").hears("duty.referral-given", "en");
        var id = Rows.of(line, contact).contact();
        contact.texts("FORGET").hears("sys.forget-ask", "en");
        contact.texts("1").hears("sys.forget-done", "en");
        ana.hears("duty.erased", "en");
        line.clock().forward(TestLine.minutes(1));
        int left = line.sql()
                .withHandle(handle -> handle.createQuery("""
                                SELECT (SELECT count(*) FROM referral WHERE contact_id = :id)
                                     + (SELECT count(*) FROM consent WHERE contact_id = :id)
                                """)
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one());
        assertEquals(0, left);
    }

    /// A contact of Ana's who said yes to that partner.
    private Phone agreed(String partner) {
        var contact = withAna();
        ana.texts("#refer " + partner + " Wants a bed.").hears("duty.referral-asked", "en");
        contact.hears("sys.referral-ask", "en");
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.referral-yes", "en");
        return contact;
    }

    /// The partners who were given a note about this contact.
    private static List<String> given(Phone contact) {
        var ids = line.sql()
                .withHandle(handle -> handle.createQuery("SELECT partner_id FROM referral WHERE contact_id = :contact")
                        .bind("contact", Rows.of(line, contact).contact())
                        .mapTo(UUID.class)
                        .list());
        return bean(Lines.class).first().partners().stream()
                .filter(one -> ids.contains(one.id()))
                .map(Partner::code)
                .sorted()
                .toList();
    }

    private static int acts(String kind, UUID talk) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(
                                "SELECT count(*) FROM audit_event WHERE kind = :kind AND subject_id = :talk")
                        .bind("kind", kind)
                        .bind("talk", talk)
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void a_no_and_a_day_without_an_answer_are_a_no() {
        var contact = withAna();
        ana.texts("#refer unions She wants her pay.").hears("duty.referral-asked", "en");
        contact.hears("sys.referral-ask", "en").saying("Work Union (example)");
        contact.texts("2").hears("sys.thanks", "en");
        ana.hears("duty.referral-no", "en");
        assertEquals(Optional.empty(), yes(contact, "unions"));
        ana.texts("#refer lawdesk She wants her pay.").hears("duty.referral-asked", "en");
        contact.hears("sys.referral-ask", "en");
        closes(contact, ana);
        line.clock().forward(TestLine.hours(25));
        ana.hears("duty.referral-no", "en");
        List.of(ana, leo, noor).forEach(Phone::hearsAnything);
        vera.hearsAnything();
    }

    @Test
    void the_newest_word_about_a_partner_counts() {
        var contact = agreed("haven");
        ana.texts("#refer haven Wants a bed, has a son.").hears("duty.referral-asked", "en");
        contact.hears("sys.referral-ask", "en").saying("has a son");
        ana.texts("#given").hears("duty.given-none", "en");
        contact.texts("2").hears("sys.thanks", "en");
        ana.hears("duty.referral-no", "en");
        ana.texts("#given").hears("duty.given-none", "en");
        ana.texts("#reveal").hearsAnything();
        vera.hearsNothing();
        for (var note : List.of("Wants a bed.", "Wants a bed, speaks Thai.")) {
            ana.texts("#refer haven " + note).hears("duty.referral-asked", "en");
            contact.hears("sys.referral-ask", "en");
            contact.texts("1").hears("sys.thanks", "en");
            ana.hears("duty.referral-yes", "en");
        }
        ana.texts("#given").hears("duty.referral-given", "en");
        assertEquals(List.of("haven"), given(contact), "two yeses to one partner are one");
        closes(contact, ana);
    }

    @Test
    void a_wrong_referral_says_how_to_mend_it() {
        var contact = withAna();
        ana.texts("#refer").hears("duty.refer-how", "en", "duty.partner-codes").saying("haven, lawdesk, unions");
        ana.texts("#refer haven").hears("duty.refer-how", "en", "duty.partner-codes");
        ana.texts("#refer haven " + "a".repeat(81)).hears("duty.refer-how", "en", "duty.partner-codes");
        ana.texts("#refer nobody She wants her pay.")
                .hears("duty.partner-unknown", "en", "duty.partner-codes")
                .saying("haven, lawdesk, unions");
        contact.hearsNothing();
        contact.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        ana.hears("duty.unsafe", "en");
        ana.texts("#refer haven She wants a bed.").hears("duty.not-sent", "en");
        ana.texts("#later").hears("duty.not-sent", "en");
        ana.texts("#close test").hears("duty.closed", "en");
        contact.hearsNothing();
    }

    @Test
    void a_follow_up_is_asked_and_the_answer_told() {
        var contact = withAna();
        ana.texts("#later").hears("duty.follow-up-asked", "en");
        contact.hears("sys.follow-up-ask", "en");
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.follow-up-yes", "en");
        closes(contact, ana);
    }

    /// In danger the line asks nothing: the holder is reminded once it may be calmer, and has it asked.
    @Test
    void in_danger_the_holder_has_it_asked_whether_texts_may_be_kept() {
        var yes = inDangerWithAna();
        line.clock().forward(TestLine.minutes(16));
        ana.texts("How is it now?").hears("duty.consent-open", "en");
        yes.hearsWords("How is it now?");
        ana.texts("#consent").hears("duty.consent-asked", "en");
        yes.hears("sys.consent.v1", "en");
        ana.texts("#consent").hears("duty.consent-known", "en");
        yes.texts("1").hears("sys.consent-yes", "en");
        ana.hears("duty.consent-yes", "en");
        assertEquals("held danger yes", Rows.of(line, yes).talk().getLast());
        ana.texts("I am still here").hearsNothing();
        yes.hearsWords("I am still here");
        closes(yes, ana);
        line.clock().forward(TestLine.minutes(11));

        var no = inDangerWithAna();
        ana.texts("#consent").hears("duty.consent-asked", "en");
        no.hears("sys.consent.v1", "en");
        no.texts("2").hears("sys.consent-no", "en");
        ana.hears("duty.consent-no", "en");
        ana.texts("#consent").hears("duty.consent-known", "en");
        ana.texts("#close test").hears("duty.closed", "en");
        no.hears("sys.closed", "en");
        line.clock().forward(Duration.ofHours(25));
        assertFalse(Rows.exist(line, no), "a day after the end, not three");
        assertTrue(Rows.of(line, yes).keptTexts().contains("he locked me in"), "as agreed");
        List.of(ana, leo, noor, vera).forEach(Phone::hearsAnything);
    }

    private Phone inDangerWithAna() {
        var contact = line.phone();
        contact.texts("he locked me in").hears("sys.crisis", "en");
        ana.hearsAnything();
        var handle = ana.texts("1").hears("duty.accepted", "en").said(HANDLE);
        ana.hearsRelayed("he locked me in");
        contact.hears("sys.joined", "en");
        ana.texts(handle + " I am here").hearsNothing();
        contact.hearsWords("I am here");
        List.of(leo, vera).forEach(Phone::hearsAnything);
        return contact;
    }

    @Test
    void a_note_goes_along_with_a_yes_alone() {
        var contact = withAna();
        ana.texts("#pass She needs a lawyer, mornings")
                .hears("duty.passed", "en")
                .hears("duty.handover-asked", "en");
        contact.hears("sys.handover-ask", "en").saying("Ana").saying("A colleague");
        leo.hears("duty.offer", "en");
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.handover-yes", "en");
        leo.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        var handle = leo.hears("duty.note-follows", "en").said(HANDLE);
        leo.hearsWords(handle + ": She needs a lawyer, mornings");
        contact.hears("sys.joined", "en").saying("Leo");
        closes(contact, leo);
    }

    @Test
    void the_answer_may_come_after_somebody_took_it() {
        var contact = withAna();
        ana.texts("#note She needs a lawyer").hears("duty.note-kept", "en");
        ana.texts("#give Leo").hears("duty.handover-asked", "en").hears("duty.given-away", "en");
        contact.hears("sys.handover-ask", "en").hears("sys.joined", "en").saying("Leo");
        leo.hearsRelayed("I want to talk to a person")
                .hears("duty.given", "en", "duty.given-language", "duty.given-write");
        // They may read it first; only they do, and only while it is asked.
        contact.texts("3").hears("sys.handover-note", "en").saying("She needs a lawyer");
        assertEquals(List.of(), Dump.of(line.database()).tablesHolding("needs a lawyer"), "in no table in clear");
        contact.texts("yes").hears("sys.thanks", "en");
        ana.hears("duty.handover-yes", "en");
        var handle = leo.hears("duty.note-follows", "en").said(HANDLE);
        leo.hearsWords(handle + ": She needs a lawyer");
        contact.texts("3");
        leo.hearsWords(handle + ": 3");
        closes(contact, leo);
    }

    /// Nothing is asked about a second note meanwhile, nor by itself afterwards: a 1 that comes twice lets nothing
    /// through that nobody saw.
    @Test
    void while_a_note_is_asked_about_and_a_moment_after_no_other_is() {
        var contact = withAna();
        ana.texts("#note She needs a lawyer").hears("duty.note-kept", "en");
        ana.texts("#give Leo").hears("duty.handover-asked", "en").hears("duty.given-away", "en");
        // Whoever holds it by then reads it: the question names nobody who might have passed it on.
        contact.hears("sys.handover-ask", "en")
                .saying("Ana")
                .saying("A colleague can go on")
                .hears("sys.joined", "en");
        leo.hearsRelayed("I want to talk to a person")
                .hears("duty.given", "en", "duty.given-language", "duty.given-write");
        leo.texts("#note a quokka").hears("duty.note-kept", "en");
        leo.texts("#give Noor").hears("duty.note-unasked", "en").hears("duty.given-away", "en");
        noor.hearsRelayed("I want to talk to a person")
                .hears("duty.given", "en", "duty.given-language", "duty.given-write");
        contact.hears("sys.joined", "en").saying("Noor");
        assertEquals(1, Rows.of(line, contact).notes(), "the one that nobody is asked about is gone");
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.handover-yes", "en");
        var handle = noor.hears("duty.note-follows", "en").said(HANDLE);
        noor.hearsWords(handle + ": She needs a lawyer");
        contact.texts("1").hearsNothing();
        noor.hearsWords(handle + ": 1");
        noor.texts("#note a quokka").hears("duty.note-kept", "en");
        noor.texts("#give Leo").hears("duty.note-unasked", "en").hears("duty.given-away", "en");
        leo.hearsAnything();
        contact.hears("sys.joined", "en").saying("Leo");
        closes(contact, leo);
    }

    /// Ana gets a talk back that she had passed with a note, and passes it with another one.
    @Test
    void a_yes_to_an_earlier_note_lets_no_later_one_through() {
        var contact = withAna();
        ana.texts("#pass She needs a lawyer").hears("duty.passed", "en").hears("duty.handover-asked", "en");
        contact.hears("sys.handover-ask", "en");
        leo.hears("duty.offer", "en");
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.handover-yes", "en");
        vera.texts("#give " + ofVera(contact) + " Ana").hearsAnything();
        line.clock().forward(TestLine.minutes(3));
        List.of(ana, leo, contact).forEach(Phone::hearsAnything);
        ana.texts("#pass a quokka").hears("duty.passed", "en").hears("duty.handover-asked", "en");
        contact.hears("sys.handover-ask", "en");
        leo.hears("duty.offer", "en");
        var handle = leo.texts("1").hears("duty.accepted", "en").said(HANDLE);
        leo.hearsRelayed("I want to talk to a person");
        contact.hears("sys.joined", "en");
        leo.hearsNothing();
        contact.texts("1").hears("sys.thanks", "en");
        ana.hears("duty.handover-yes", "en");
        leo.hears("duty.note-follows", "en").hearsWords(handle + ": a quokka");
        closes(contact, leo);
    }

    /// What Vera calls that talk.
    private String ofVera(Phone contact) {
        var supervisor = bean(Responders.class)
                .supervisors(bean(Lines.class).first().id())
                .getFirst();
        return bean(Handles.class)
                .give(
                        supervisor.id(),
                        Rows.of(line, contact).newestTalk(),
                        supervisor.organisationId(),
                        line.clock().now());
    }

    @Test
    void after_fifteen_minutes_the_note_is_gone() {
        var contact = withAna();
        ana.texts("#pass a quokka").hears("duty.passed", "en").hears("duty.handover-asked", "en");
        contact.hears("sys.handover-ask", "en");
        contact.texts("3").hears("sys.handover-note", "en").saying("a quokka");
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        contact.hears("sys.joined", "en");
        var handle = leo.texts("#list").hears("duty.list", "en").said(HANDLE);
        leo.texts(handle + " hello");
        contact.hearsWords("hello");
        line.clock().forward(TestLine.minutes(16));
        ana.hears("duty.handover-no", "en");
        contact.hearsAnything();
        assertEquals(0, Rows.of(line, contact).notes());
        contact.texts("1");
        leo.hearsWords(handle + ": 1");
        closes(contact, leo);
    }

    @Test
    void who_cannot_be_asked_is_not_and_the_talk_goes_on_without_a_note() {
        var contact = withAna();
        contact.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        ana.hears("duty.unsafe", "en");
        ana.texts("#pass a quokka").hears("duty.passed", "en").hears("duty.note-unasked", "en");
        assertEquals(0, Rows.of(line, contact).notes());
        leo.hears("duty.offer", "en");
        leo.texts("1")
                .hears("duty.yours", "en", "duty.silent-unsafe")
                .hearsRelayed("I want to talk to a person")
                .hearsRelayed("UNSAFE");
        contact.hearsNothing();
        leo.texts("#close test").hears("duty.closed", "en");
        contact.hearsNothing();
    }

    /// The note's hash of a yes to that partner.
    private static Optional<byte[]> yes(Phone contact, String code) {
        UUID partner = partner(code);
        return line.sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT note_hash FROM consent
                         WHERE contact_id = :contact AND partner_id = :partner AND answer = 'yes' AND answered_at IS NOT NULL
                        """)
                        .bind("contact", Rows.of(line, contact).contact())
                        .bind("partner", partner)
                        .mapTo(byte[].class)
                        .findOne());
    }

    private static UUID partner(String code) {
        return bean(Lines.class).first().partners().stream()
                .filter(one -> one.code().equals(code))
                .map(Partner::id)
                .findFirst()
                .orElseThrow();
    }
}
