package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Words of a contact that never reach the phone of whoever holds the talk: somebody hears it.
class UnreachedTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private final Phone ana = line.staff("+447700900101");
    private final Phone leo = line.staff("+447700900102");
    private final Phone noor = line.staff("+447700900103");
    private final Phone vera = line.staff("+447700900110");

    @Test
    void somebody_else_is_asked_at_once_and_the_supervisor_hears_it() {
        var contact = line.phone();
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en");
        ana.hearsAnything();
        contact.hears("sys.joined", "en").saying("Ana");
        line.fault("undelivered", 1);
        contact.texts("they are at the door").hears("sys.helper-gone", "en");
        assertEquals(List.of("waiting normal asked"), Rows.of(line, contact).talk());
        vera.hears("duty.alarm-silent", "en").saying("Ana");
        List.of(ana, noor, vera).forEach(Phone::hearsAnything);
        leo.hears("duty.offer", "en");
        leo.texts("1").hears("duty.accepted", "en");
        leo.hearsAnything();
        contact.hears("sys.joined", "en").saying("Leo");
        leo.texts("#close test").hears("duty.closed", "en");
        contact.hears("sys.closed", "en");
    }
}
