package org.amparo.walks;

import static org.amparo.harness.TestLine.hours;
import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.amparo.conversations.Taking;
import org.amparo.conversations.TakingPart;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody may be written to on Saturday from 10 to 12 only: what is held until then, and what comes before.
class SafeHoursTest {
    @RegisterExtension
    static final TestLine line = TestLine.open(TestLine.NIGHT, Map.of());

    private final Phone leo = line.phone("+447700900102");
    private final Phone noor = line.phone("+447700900103");

    @Test
    void what_was_promised_for_saturday_leaves_as_soon_as_they_write_and_holds_up_no_answer() {
        var contact = line.phone();
        contact.texts("he locked me in").hears("sys.crisis", "en");
        take(contact, "Leo");
        contact.hears("sys.joined", "en").saying("Leo");
        var b3 = handle(contact, "Leo");
        leo.texts("#hours " + b3 + " sat 10-12").hearsAnything();
        leo.texts(b3 + " #pass").hearsAnything();
        take(contact, "Noor");
        contact.hearsNothing();
        noor.hearsAnything();
        var k7 = handle(contact, "Noor");
        contact.texts("is anybody there?").hears("sys.joined", "en").saying("Noor");
        noor.hearsWords(k7 + ": is anybody there?");
        noor.texts(k7 + " I am here");
        contact.hearsWords("I am here");
        noor.texts(k7 + " #close test").hearsAnything();
        contact.hears("sys.closed", "en");
    }

    @Test
    void a_message_is_answered_on_saturday_though_that_is_days_away_and_the_carrier_busy() {
        var contact = line.phone();
        contact.texts("I want to talk to a person").hears("sys.out-of-hours", "en");
        contact.texts("1").hears("sys.leave-message", "en");
        contact.texts("please write to me on saturday").hears("sys.thanks", "en");
        take(contact, "Leo");
        var b3 = handle(contact, "Leo");
        leo.texts("#hours " + b3 + " sat 10-12").hearsAnything();
        // From Monday 02:00 to Saturday 09:30.
        for (int day = 0; day < 5; day++) {
            line.clock().forward(hours(24));
            contact.hearsNothing();
        }
        line.clock().forward(hours(7));
        contact.hearsNothing();
        line.fault("calls-too-many", 1);
        line.clock().forward(minutes(70));
        contact.hearsNothing();
        line.clock().forward(minutes(1));
        contact.hears("sys.follow-up-open", "en");
    }

    private static void take(Phone phone, String alias) {
        var talk = Rows.of(line, phone).newestTalk();
        assertEquals(
                new Taking.Held(talk),
                bean(TakingPart.class)
                        .hold(talk, responder(alias).id(), alias, line.clock().now()));
        line.settle();
    }

    private static String handle(Phone phone, String alias) {
        var person = responder(alias);
        return bean(Handles.class)
                .give(
                        person.id(),
                        Rows.of(line, phone).newestTalk(),
                        person.organisationId(),
                        line.clock().now());
    }

    private static Responder responder(String alias) {
        return bean(Responders.class).of(bean(Lines.class).first().id()).stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T bean(Class<T> type) {
        return line.node().bean(type);
    }
}
