package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// What people do to a talk is on the trail of acts, by ids alone (`rulings.md` 2).
class ActsTest {
    @Test
    void taking_passing_changing_and_closing_say_who_did_it_to_which_talk() {
        try (var line = TestLine.open()) {
            var ana = line.phone("+447700900101");
            var leo = line.phone("+447700900102");
            var contact = line.phone();
            contact.texts("I want to talk to a person")
                    .hears("sys.waiting", "en")
                    .hears("sys.consent.v1", "en");
            ana.texts("1");
            contact.hears("sys.joined", "en").saying("Ana");
            ana.texts("#pass");
            line.clock().forward(TestLine.seconds(10));
            leo.texts("1");
            contact.hears("sys.joined", "en").saying("Leo");
            leo.texts("#unsafe");
            leo.texts("#close information");
            contact.hearsNothing();
            assertEquals(
                    List.of(
                            "offer-accepted Ana",
                            "conversation-passed Ana",
                            "offer-accepted Leo",
                            "conversation-changed Leo",
                            "conversation-closed Leo"),
                    line.sql()
                            .withHandle(handle ->
                                    handle.createQuery("""
                                            SELECT e.kind || ' ' || r.alias FROM audit_event e
                                              JOIN responder r ON r.id = e.actor_id
                                              JOIN conversation c ON c.id = e.subject_id
                                             ORDER BY e.done_at, e.id
                                            """).mapTo(String.class).list()));
        }
    }
}
