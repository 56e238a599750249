package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.statistics.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is counted (`domain.md` F.8, H), where it happens, and with nobody in it.
class StatisticsTest {
    private TestLine line = TestLine.open();

    private final List<Phone> phones = new ArrayList<>();

    @AfterEach
    void close() {
        phones.forEach(Phone::hearsAnything);
        line.close();
    }

    private Phone phone() {
        var phone = line.phone();
        phones.add(phone);
        return phone;
    }

    private long counted(Event.Kind kind) {
        return counted("kind = '" + word(kind) + "'");
    }

    private long counted(String which) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM statistic_pending WHERE " + which)
                        .mapTo(Long.class)
                        .one());
    }

    private static String word(Event.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A kind that is added needs a walk here, or this does not compile.
    @Test
    void every_kind_is_counted_where_it_happens() {
        for (var kind : Event.Kind.values()) {
            if (atNight(kind)) {
                continue;
            }
            long before = counted(kind);
            happens(kind);
            assertTrue(counted(kind) > before, kind + " was not counted");
        }
    }

    @Test
    void what_happens_at_night_is_counted_too() {
        line.close();
        line = TestLine.open(TestLine.NIGHT, Map.of());
        for (var kind : Event.Kind.values()) {
            if (atNight(kind)) {
                happens(kind);
                assertTrue(counted(kind) > 0, kind + " was not counted");
            }
        }
    }

    private static boolean atNight(Event.Kind kind) {
        return kind == Event.Kind.OUT_OF_HOURS || kind == Event.Kind.MESSAGE_LEFT;
    }

    private void happens(Event.Kind kind) {
        switch (kind) {
            case SESSION -> phone().texts("hello");
            case TOPIC_SERVED -> phone().texts("my boss took my passport").texts("1");
            case NOT_UNDERSTOOD -> reader().texts("blah blah");
            case LANGUAGE_MISSING -> phone().texts("dzień dobry, szef nie płaci mi od trzech miesięcy");
            case STOPPED -> phone().texts("STOP");
            case STARTED -> phone().texts("STOP").texts("START");
            case UNSAFE -> phone().texts("hello").texts("UNSAFE");
            case WRONG_NUMBER -> phone().texts("wrong number");
            case FORGET_ASKED -> phone().texts("hello").texts("FORGET");
            case ERASED -> phone().texts("hello").texts("FORGET").texts("1");
            case MYDATA -> phone().texts("hello").texts("MYDATA");
            case DANGER -> phone().texts("he locked me in");
            case CHILD -> phone().texts("im 15 they make me carry drugs to other town");
            case WAITING -> waiting();
            case OUT_OF_HOURS -> waiting();
            case MESSAGE_LEFT -> waiting().texts("1").texts("they did not pay me. saturday between 10 and 12");
            case CONSENT_YES -> waiting().texts("1");
            case CONSENT_NO -> waiting().texts("2");
            case TAKEN -> taken().close();
            case UNANSWERED -> waiting().texts("STOP");
            case CLOSED -> taken().close();
            case REFERRAL_ASKED -> {
                var talk = taken();
                talk.holder().texts("#refer haven She wants a bed.");
                talk.contact().texts("2");
                talk.close();
            }
            case REFERRAL_AGREED -> {
                var talk = taken();
                talk.holder().texts("#refer haven She wants a bed.");
                talk.contact().hearsAnything();
                talk.contact().texts("1");
                talk.close();
            }
            case REFERRAL_GIVEN -> {
                var talk = taken();
                talk.holder().texts("#refer haven She wants a bed.");
                talk.contact().hearsAnything();
                talk.contact().texts("1");
                talk.holder().texts("#close shelter");
            }
            case REFERRAL_OUTCOME -> {
                var talk = taken();
                talk.holder().texts("#refer haven She wants a bed.");
                talk.contact().hearsAnything();
                talk.contact().texts("1");
                var handle = talk.holder().hearsAnything().getLast().body().substring(0, 2);
                talk.holder().texts("#given " + handle);
                talk.holder().texts("#given " + handle + " not reached");
                talk.close();
            }
            case FEEDBACK -> phone().texts("FEEDBACK you were kind to me");
            case SURVEY_YES -> asked().texts("1");
            case SURVEY_BIT -> asked().texts("2");
            case SURVEY_NO -> asked().texts("3");
            case NOT_DELIVERED -> {
                line.fault("undelivered", 1);
                phone().texts("hola, no me pagan el sueldo");
            }
        }
    }

    private Phone reader() {
        return reader(phone());
    }

    /// Somebody who was asked whether it helped.
    private Phone asked() {
        var reader = reader().texts("3").texts("1").texts("2").texts("3");
        reader.hearsAnything();
        line.clock().forward(minutes(4));
        return reader.hears("sys.survey", "en");
    }

    private Phone waiting() {
        return phone().texts("I want to talk to a person");
    }

    private record Taken(Phone contact, Phone holder) {
        void close() {
            holder.texts("#close information");
        }
    }

    private Taken taken() {
        List.of("101", "102").forEach(one -> staff(one).hearsAnything());
        var contact = waiting();
        return new Taken(contact, take());
    }

    /// Whoever was offered it takes it.
    private Phone take() {
        var holder = List.of("101", "102").stream()
                .map(this::staff)
                .filter(one -> one.hearsAnything().stream()
                        .anyMatch(heard -> heard.body().contains("Reply 1 to take it")))
                .findFirst()
                .orElseThrow();
        holder.texts("1");
        return holder;
    }

    private Phone staff(String last) {
        return line.phone("+447700900" + last);
    }

    @Test
    void a_talk_is_taken_once_after_a_band_of_waiting_and_named_in_its_language() {
        var talk = taken();
        talk.holder().hearsAnything();
        assertEquals(1, counted("kind = 'taken' AND wait_band = '0-1 min' AND locale = 'en'"));
        talk.holder().texts("#pass");
        line.clock().forward(minutes(2));
        assertEquals(1, counted(Event.Kind.TAKEN));
        take();
        assertEquals(1, counted(Event.Kind.TAKEN), "whoever holds it later only goes on");
        talk.contact().texts("STOP");
        assertEquals(0, counted(Event.Kind.UNANSWERED));
        assertEquals(1, counted(Event.Kind.WAITING));
    }

    @Test
    void who_gives_up_before_anybody_came_is_counted_once_by_stop_or_by_forget() {
        waiting().texts("STOP");
        assertEquals(1, counted(Event.Kind.UNANSWERED));
        waiting().texts("FORGET").texts("1");
        line.clock().forward(minutes(2));
        assertEquals(2, counted(Event.Kind.UNANSWERED));
        assertEquals(0, counted(Event.Kind.TAKEN));
    }

    @Test
    void a_topic_is_one_theme_in_all_its_forms() {
        for (var from : List.of(phone(), line.phoneAbroad())) {
            phones.add(from);
            reader(from).texts("passport");
        }
        assertEquals(2, counted("kind = 'topic-served' AND theme = 'documents'"));
        assertEquals(0, counted("theme LIKE '%.%'"));
    }

    @Test
    void a_line_without_people_counts_the_same() {
        line.close();
        line = TestLine.open(TestLine.NOON, Map.of("AMPARO_INFORMATION_ONLY", "true"));
        var alone = reader(phone());
        alone.texts("passport").texts("blah blah").texts("MYDATA");
        assertEquals(1, counted("kind = 'topic-served' AND theme = 'documents'"));
        assertEquals(1, counted(Event.Kind.NOT_UNDERSTOOD));
        assertEquals(1, counted(Event.Kind.MYDATA));
    }

    private static Phone reader(Phone phone) {
        return phone.texts("hello").texts("1").texts("1");
    }
}
