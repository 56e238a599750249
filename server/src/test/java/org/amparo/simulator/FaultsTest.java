package org.amparo.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void a_fault_strikes_until_it_is_switched_off() {
        assertFalse(faults.strikes(Fault.CALLS_FAIL));
        faults.on(Fault.CALLS_FAIL);
        assertTrue(faults.strikes(Fault.CALLS_FAIL));
        assertTrue(faults.strikes(Fault.CALLS_FAIL));
        faults.off(Fault.CALLS_FAIL);
        assertFalse(faults.strikes(Fault.CALLS_FAIL));
    }

    @Test
    void or_so_many_times() {
        faults.on(Fault.CALLS_FAIL, 2);
        assertTrue(faults.strikes(Fault.CALLS_FAIL));
        assertTrue(faults.strikes(Fault.CALLS_FAIL));
        assertFalse(faults.strikes(Fault.CALLS_FAIL));
        assertFalse(faults.isOn(Fault.CALLS_FAIL));
    }

    @Test
    void every_fault_is_found_by_its_name() {
        for (var fault : Fault.values()) {
            assertEquals(Optional.of(fault), Fault.of(fault.id()));
        }
        assertEquals(Optional.empty(), Fault.of("gremlins"));
    }

    /// The example of the carrier's own documentation.
    @Test
    void a_webhook_is_signed_as_the_carrier_signs() {
        var fields = Map.of(
                "CallSid", "CA1234567890ABCDE",
                "Caller", "+14158675309",
                "Digits", "1234",
                "From", "+14158675309",
                "To", "+18005551212");
        assertEquals(
                "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
                new Signature("12345").of("https://mycompany.com/myapp.php?foo=1&bar=2", fields));
    }
}
