package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.amparo.delivery.Carrier;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioSettingsTest {
    private static final Map<String, String> GOOD =
            Map.of("TWILIO_ACCOUNT_SID", StubApi.ACCOUNT, "TWILIO_AUTH_TOKEN", "t");

    @Test
    void an_account_with_a_token_and_no_account_at_all_are_good() {
        assertDoesNotThrow(() -> TwilioSettings.of(GOOD).check());
        assertDoesNotThrow(() -> TwilioSettings.of(Map.of()).check());
    }

    @ParameterizedTest
    @CsvSource({
        "TWILIO_ACCOUNT_SID, AC123",
        "TWILIO_AUTH_TOKEN,",
        "TWILIO_API_URL, api.twilio.com",
        "TWILIO_API_URL, ftp://x",
        "TWILIO_API_URL, 'http://a b'",
    })
    void what_makes_no_sense_is_refused_by_the_name_of_its_key(String key, String value) {
        var environment = new HashMap<>(GOOD);
        environment.put(key, value);
        var refused = assertThrows(
                StartRefused.class, () -> TwilioSettings.of(environment).check());
        assertTrue(String.valueOf(refused.getMessage()).startsWith(key), refused.getMessage());
    }

    @Test
    void the_carrier_is_there_only_with_an_account() {
        try (var live = Doors.live();
                var demonstration = Doors.demonstration()) {
            assertInstanceOf(TwilioCarrier.class, live.context().getBean(Carrier.class));
            assertFalse(demonstration.context().containsBean(Carrier.class));
        }
    }
}
