package org.amparo.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.amparo.contacts.Consents;
import org.amparo.conversations.Referrals;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.RetentionTimes;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is kept for weeks and months is there until its time, and gone then. A walk cannot last a year: the rooms
/// are asked what they let go of at that moment.
class LongTimesTest {
    private final TestLine line = TestLine.withoutRetention();

    @AfterEach
    void close() {
        line.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CLAIM, inbound_claim",
        "REFERRAL, referral",
        "RUN, escalation_run",
        "DELIVERY, outbox",
        "STAFF, responder WHERE alias = 'Noor'"
    })
    void is_there_until_its_time_and_gone_then(RetentionClass kept, String rows) {
        somebodyWasReferredAndSomebodyLeft();
        var begun = line.clock().now();
        var time = RetentionTimes.usual().of(kept);
        var late = time.plus(RetentionTimes.usual().pace()).plusSeconds(1);
        runAt(begun.plus(time).minus(Duration.ofHours(2)));
        assertTrue(count(rows) > 0, "two hours before its time");
        runAt(begun.plus(late));
        assertEquals(0, count(rows), "after its time");
    }

    @Test
    void a_consent_stays_as_long_as_the_referral_that_rests_on_it() {
        somebodyWasReferredAndSomebodyLeft();
        assertEquals(1, count("referral r JOIN consent c ON c.id = r.consent_id AND c.answer = 'yes'"));
    }

    @Test
    void a_consent_record_stays_for_its_time_after_what_it_allowed_is_gone() {
        somebodyWasReferredAndSomebodyLeft();
        var hour = Duration.ofHours(1);
        var textsGone = line.clock().now().plus(RetentionTimes.usual().of(RetentionClass.TEXT_WITH_CONSENT));
        runAt(textsGone.minus(hour.multipliedBy(2)));
        assertEquals(1, count("conversation"), "thirty days after the talk its texts are there");
        runAt(textsGone);
        assertEquals(0, count("conversation"), "and then gone");
        var time = RetentionTimes.usual().of(RetentionClass.CONSENT_RECORD);
        runAt(textsGone.plus(time).minus(hour.multipliedBy(2)));
        assertEquals(1, count("consent WHERE purpose = 'keep-texts'"), "the time counts from there");
        runAt(textsGone.plus(time).plus(hour));
        assertEquals(0, count("consent"));
    }

    @Test
    void what_was_refused_or_used_rests_on_nothing_and_counts_from_then() {
        somebodyWasReferredAndSomebodyLeft();
        var used = line.clock().now();
        runAt(used.plus(Duration.ofHours(1)));
        assertEquals(
                List.of("keep-texts false", "referral true"),
                line.sql()
                        .withHandle(handle -> handle.createQuery(
                                        "SELECT purpose || ' ' || (over_at IS NOT NULL) FROM consent ORDER BY 1")
                                .mapTo(String.class)
                                .list()));
        var time = RetentionTimes.usual().of(RetentionClass.CONSENT_RECORD);
        runAt(used.plus(time).plus(Duration.ofHours(1)));
        assertEquals(0, count("consent WHERE purpose = 'referral'"));
    }

    private int count(String rows) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + rows)
                        .mapTo(Integer.class)
                        .one());
    }

    /// Everything a run would do at that moment.
    private void runAt(Instant now) {
        var steps = line.node().program().context().getBeansOfType(RetentionStep.class).stream()
                .sorted(Comparator.comparingInt(RetentionStep::order))
                .toList();
        for (var step : steps) {
            boolean more = true;
            while (more) {
                more = line.sql().inTransaction(_ -> step.expire(RetentionTimes.usual(), now, 500)).values().stream()
                        .anyMatch(count -> count >= 500);
            }
        }
    }

    private void somebodyWasReferredAndSomebodyLeft() {
        var ana = line.phone("+447700900101");
        var contact = line.phone();
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        contact.texts("1").hears("sys.consent-yes", "en");
        ana.texts("1");
        contact.hears("sys.joined", "en");
        ana.texts("#refer haven She wants a bed.");
        contact.hears("sys.referral-ask", "en").texts("1").hears("sys.thanks", "en");
        var now = line.clock().now();
        var partner = line.node().bean(Lines.class).first().partners().stream()
                .filter(one -> one.code().equals("haven"))
                .findFirst()
                .orElseThrow();
        var given = line.node()
                .bean(Consents.class)
                .referral(talk(), partner.id(), now)
                .orElseThrow();
        var by = line.node().bean(Responders.class).supervisor("Vera").orElseThrow();
        assertTrue(line.node().bean(Referrals.class).give(given, by, now).isPresent());
        ana.texts("#close");
        contact.hears("sys.closed", "en");
        ana.hearsAnything();
        line.sql()
                .useHandle(handle -> handle.createUpdate("UPDATE responder SET left_at = :now WHERE alias = 'Noor'")
                        .bind("now", line.clock().now())
                        .execute());
    }

    private UUID talk() {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT id FROM conversation")
                        .mapTo(UUID.class)
                        .one());
    }
}
