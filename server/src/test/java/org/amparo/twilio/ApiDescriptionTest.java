package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The watchman is watched: a request that is wrong must be found wrong.
class ApiDescriptionTest {
    private static final String MESSAGES = "/2010-04-01/Accounts/AC" + "0".repeat(32) + "/Messages.json";

    private final ApiDescription description = new ApiDescription();

    @Test
    void a_right_request_has_no_fault() {
        assertEquals(
                List.of(),
                faults(Map.of(
                        "To", List.of("+447700900123"),
                        "ValidityPeriod", List.of("600"),
                        "SmartEncoded", List.of("false"),
                        "RiskCheck", List.of("disable"),
                        "MediaUrl", List.of("https://example.org/a", "https://example.org/b"))));
    }

    @Test
    void each_wrong_field_is_named() {
        assertEquals(List.of("To is required"), faults(Map.of()));
        assertFault("Bdoy is unknown", "Bdoy", "x");
        assertFault("ValidityPeriod: ", "ValidityPeriod", "PT10M");
        assertFault("SmartEncoded: ", "SmartEncoded", "no");
        assertFault("RiskCheck: ", "RiskCheck", "off");
        assertFault("ContentRetention: ", "ContentRetention", "forget");
        assertFault("MessagingServiceSid: ", "MessagingServiceSid", "+447700900000");
        assertTrue(faults(Map.of("To", List.of("+1", "+2"))).getFirst().startsWith("To comes 2 times"));
    }

    @Test
    void an_unknown_path_method_or_account_is_found() {
        assertTrue(description.operation("PUT", MESSAGES).isEmpty());
        assertTrue(description.operation("POST", "/2010-04-01/Messages.json").isEmpty());
        var wrong = description
                .operation("POST", "/2010-04-01/Accounts/XY/Messages.json")
                .orElseThrow();
        assertTrue(description
                .faults(wrong, Map.of(), Map.of("To", List.of("+1")))
                .getFirst()
                .startsWith("AccountSid: "));
    }

    private void assertFault(String expected, String field, String value) {
        var faults = faults(Map.of("To", List.of("+447700900123"), field, List.of(value)));
        assertTrue(faults.size() > 0 && faults.getFirst().startsWith(expected), faults::toString);
    }

    private List<String> faults(Map<String, List<String>> form) {
        return description.faults(description.operation("POST", MESSAGES).orElseThrow(), Map.of(), form);
    }
}
