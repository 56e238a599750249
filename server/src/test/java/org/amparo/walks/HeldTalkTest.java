package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Consents;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.FollowUps;
import org.amparo.conversations.Messages;
import org.amparo.conversations.Outcome;
import org.amparo.conversations.Questions;
import org.amparo.conversations.Said;
import org.amparo.conversations.Taking;
import org.amparo.conversations.TakingPart;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A responder takes the talk, by a method call: what the contact hears, what is kept, and what nobody may do
/// without their yes.
class HeldTalkTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static final UUID NOOR = UUID.randomUUID();
    private static final UUID ANA = UUID.randomUUID();

    private static <T> T bean(Class<T> type) {
        return line.node().bean(type);
    }

    private static Conversations talks() {
        return bean(Conversations.class);
    }

    private static TakingPart taking() {
        return bean(TakingPart.class);
    }

    private static Messages messages() {
        return bean(Messages.class);
    }

    private static void hold(Phone phone, UUID responder, String alias) {
        var conversation = Rows.of(line, phone).newestTalk();
        assertEquals(
                new Taking.Held(conversation),
                taking().hold(conversation, responder, alias, line.clock().now()));
        line.settle();
    }

    private static UUID talk(Phone phone) {
        return Rows.of(line, phone).newestTalk();
    }

    private static Phone held(Phone phone) {
        phone.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        phone.texts("1").hears("sys.consent-yes", "en");
        hold(phone, NOOR, "Noor");
        return phone.hears("sys.joined", "en").saying("Noor");
    }

    @Test
    void s09_nothing_is_shared_without_a_yes_to_exactly_that() {
        var phone = held(line.phone());
        var consents = bean(Consents.class);
        var partner = UUID.randomUUID();
        assertEquals(
                Optional.empty(),
                consents.referral(talk(phone), partner, line.clock().now()));
        assertTrue(
                bean(Questions.class).followUp(talk(phone), NOOR, line.clock().now()));
        line.settle();
        phone.hears("sys.follow-up-ask", "en");
        phone.texts("no").hears("sys.thanks", "en");
        assertEquals(
                Optional.empty(), consents.followUp(talk(phone), line.clock().now()));
        assertEquals(
                Optional.empty(),
                consents.referral(talk(phone), partner, line.clock().now()));
    }

    @Test
    void a_follow_up_leaves_once_in_the_hours_a_person_set() {
        var phone = held(line.phone());
        assertTrue(
                bean(Questions.class).followUp(talk(phone), NOOR, line.clock().now()));
        line.settle();
        phone.hears("sys.follow-up-ask", "en");
        phone.texts("1").hears("sys.thanks", "en");
        var conversation = talk(phone);
        var given =
                bean(Consents.class).followUp(conversation, line.clock().now()).orElseThrow();
        var followUps = bean(FollowUps.class);
        assertFalse(followUps.open(given, line.clock().now()), "no hours are set");
        var local = line.clock().now().atZone(ZoneId.of("Europe/Bucharest"));
        var hours = new FollowUps.Hours(
                DayOfWeek.from(local),
                local.toLocalTime().plusHours(2),
                local.toLocalTime().plusHours(3));
        followUps.setWindow(
                conversation,
                List.of(hours),
                local.getZone(),
                NOOR,
                line.clock().now());
        talks().close(conversation, Outcome.SAFETY_PLAN_MADE, NOOR, line.clock().now());
        line.settle();
        phone.hears("sys.closed", "en");
        line.clock().forward(hours(1));
        phone.hearsNothing();
        line.clock().forward(minutes(61));
        phone.hears("sys.follow-up-open", "en");
    }

    @Test
    void a_yes_that_was_withdrawn_is_worth_nothing() {
        var phone = held(line.phone());
        bean(Questions.class).followUp(talk(phone), NOOR, line.clock().now());
        line.settle();
        phone.hears("sys.follow-up-ask", "en");
        phone.texts("1").hears("sys.thanks", "en");
        var given =
                bean(Consents.class).followUp(talk(phone), line.clock().now()).orElseThrow();
        assertTrue(bean(Consents.class).stands(given, line.clock().now()));
        phone.texts("STOP").hears("sys.stop", "en");
        assertFalse(bean(Consents.class).stands(given, line.clock().now()));
        assertFalse(bean(FollowUps.class).open(given, line.clock().now()));
    }

    @Test
    void the_first_takes_it_and_it_goes_back_to_its_place() {
        var phone = held(line.phone());
        var now = line.clock().now();
        assertEquals(new Taking.HeldBy(NOOR), taking().hold(talk(phone), ANA, "Ana", now));
        assertTrue(messages().relayed(talk(phone), NOOR, "how are you?", now).isPresent());
        assertEquals(Optional.empty(), messages().relayed(talk(phone), ANA, "me too", now));
        assertEquals(
                List.of(Optional.of("I want to talk to a person"), Optional.of("1"), Optional.of("how are you?")),
                messages().read(talk(phone), NOOR, now).stream()
                        .map(Said::words)
                        .toList());
        assertTrue(taking().release(talk(phone), NOOR, now));
        assertEquals(List.of("waiting normal yes"), Rows.of(line, phone).talk());
        assertTrue(talks().takingPart(NOOR).stream().noneMatch(one -> one.id().equals(talk(phone))));
    }

    @Test
    void closing_late_is_silent_unless_it_is_safe() {
        var phone = held(line.phone());
        line.clock().forward(minutes(11));
        talks().close(talk(phone), Outcome.NO_ANSWER, NOOR, line.clock().now());
        line.settle();
        phone.hearsNothing();
    }

    @Test
    void danger_is_never_parked() {
        var phone = line.phone();
        phone.texts("help me he locked the door").hears("sys.crisis", "en");
        hold(phone, NOOR, "Noor");
        phone.hears("sys.joined", "en");
        assertFalse(taking().park(talk(phone), line.clock().now()));
    }
}
