package org.amparo.walks;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The running program notices when somebody is left without an owner, which no walk can bring about but by taking
/// the search away in the database.
class OwnerWatchTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");

    @Test
    void it_rings_until_somebody_has_them_again() {
        var contact = line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        line.sql()
                .useHandle(
                        handle -> handle.execute(
                                "UPDATE escalation_run SET status = 'ended', ended_at = created_at, due_at = NULL WHERE status <> 'ended'"));
        line.clock().forward(TestLine.seconds(31));
        vera.hearsNothing();
        line.clock().forward(TestLine.seconds(31));
        vera.hears("duty.alarm-unowned", "en").saying("English");
        line.clock().forward(TestLine.seconds(121));
        vera.hears("duty.alarm-unowned", "en");
        vera.texts("#mine").hears("duty.alarm-known-urgent", "en");
        vera.hearsAnything();
        contact.hears("sys.joined", "en").saying("Vera");
        line.clock().forward(TestLine.seconds(31));
        line.clock().forward(TestLine.seconds(31));
        List.of(ana, leo, noor).forEach(Phone::hearsAnything);
        vera.hearsNothing();
        vera.texts("#close test").hears("duty.closed", "en");
        contact.hearsAnything();
    }

    @Test
    void whoever_waits_with_somebody_looked_for_rings_for_nobody() {
        var contact = line.phone()
                .texts("I want to talk to a person")
                .hears("sys.waiting", "en")
                .hears("sys.consent.v1", "en");
        for (int i = 0; i < 6; i++) {
            line.clock().forward(TestLine.seconds(31));
        }
        vera.hearsNothing();
        List.of(ana, leo, noor).forEach(Phone::hearsAnything);
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        contact.hears("sys.joined", "en");
        List.of(leo, noor).forEach(Phone::hearsAnything);
        ana.texts("#close test").hears("duty.closed", "en");
        contact.hearsAnything();
    }
}
