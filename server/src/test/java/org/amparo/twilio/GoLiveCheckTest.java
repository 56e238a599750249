package org.amparo.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.delivery.CarrierCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class GoLiveCheckTest {
    private static final String PUBLIC = "https://localhost:1";

    private StubApi api = new StubApi();
    private ObjectNode number = api.number("+447700900000", PUBLIC);
    private final ObjectNode pooled = api.number("+447700900001", PUBLIC);

    @BeforeEach
    void all_is_well() {
        number.put("sms_url", PUBLIC + "/twilio/messages#rc=3");
        pooled.put("sms_url", PUBLIC + "/twilio/messages#rc=3");
    }

    @AfterEach
    void every_request_was_as_the_description_says() {
        api.close();
        assertEquals(List.of(), api.faults);
    }

    private GoLiveCheck check(TwilioSettings settings, String publicUrl) {
        return new GoLiveCheck(settings, Optional.of(publicUrl), new TestLines());
    }

    private List<Finding> numbers() {
        return check(TwilioCarrierTest.settings(api.url(), Duration.ofSeconds(5)), PUBLIC)
                .findings();
    }

    private static List<String> mends(List<Finding> findings) {
        return findings.stream()
                .filter(f -> f.level() == Finding.Level.MEND)
                .map(Finding::what)
                .toList();
    }

    @Test
    void an_account_that_is_set_right_has_nothing_to_mend() {
        var findings = numbers();
        assertEquals(List.of(), mends(findings));
        assertTrue(findings.contains(Finding.ok("account: active")));
        assertTrue(findings.contains(Finding.ok("line one, texts: come to us by POST")));
        assertTrue(findings.contains(Finding.ok("line two, texts: fallback set on another host")));
    }

    @Test
    void while_we_live_the_same_findings_say_what_is_wrong() {
        var settings = TwilioCarrierTest.settings(api.url(), Duration.ofSeconds(5));
        var check = new AccountCheck(settings, TwilioClients.of(settings), new TestLines(), PUBLIC);
        assertEquals(Set.of(), check.look());
        number.put("sms_url", "https://demo.twilio.com/welcome");
        assertEquals(Set.of(CarrierCheck.Wrong.WEBHOOKS), check.look());
    }

    @TestFactory
    Stream<DynamicTest> each_wrong_setting_of_a_number_is_found() {
        return Stream.of(
                wrong("sms_url", "", "line one: texts go nowhere"),
                wrong(
                        "sms_url",
                        "https://demo.twilio.com/welcome",
                        "line one: texts go to another address (host demo.twilio.com)"),
                wrong(
                        "sms_url",
                        "http://line.example.org/twilio/messages",
                        "line one: texts go to another address (host line.example.org)"),
                wrong("sms_method", "GET", "line one: texts come with GET"),
                wrong("sms_application_sid", "AP" + "0".repeat(32), "line one: an application answers texts"),
                wrong("sms_fallback_url", "", "line one: no fallback"),
                wrong(
                        "sms_fallback_url",
                        PUBLIC + "/twilio/messages",
                        "line one: the fallback is the address that failed"),
                wrong("sms_fallback_method", "GET", "line one: the fallback is called with GET"),
                wrong("voice_url", "", "line one: calls go nowhere"),
                wrong("voice_method", "GET", "line one: calls come with GET"),
                wrong("phone_number", "+447700900777", "line one: its number is not in the account"));
    }

    private DynamicTest wrong(String field, String value, String what) {
        return DynamicTest.dynamicTest(what, () -> {
            api.close();
            api = new StubApi();
            number = api.number("+447700900000", PUBLIC);
            api.number("+447700900001", PUBLIC);
            number.put(field, value);
            var mends = mends(numbers());
            assertTrue(mends.stream().anyMatch(mend -> mend.startsWith(what)), mends::toString);
        });
    }

    @Test
    void a_fallback_on_the_same_host_a_number_without_voice_and_a_foreign_report_are_to_look_at() {
        number.put("sms_fallback_url", PUBLIC + "/twilio/fallback");
        number.put("sms_url", PUBLIC + "/twilio/messages");
        number.put("status_callback", "https://crm.example.com/calls");
        pooled.putObject("capabilities")
                .put("sms", true)
                .put("voice", false)
                .put("mms", false)
                .put("fax", false);
        var findings = numbers();
        assertEquals(List.of(), mends(findings));
        var looks = findings.stream().map(Finding::what).toList();
        assertTrue(looks.contains("line one, texts: the fallback is on the host of the first address"));
        assertTrue(looks.contains("line one, texts: the carrier tries our address twice only"));
        assertTrue(looks.contains("line one, calls: who calls is reported to crm.example.com"));
        assertTrue(looks.contains("line two, calls: the number takes no calls"));
    }

    @Test
    void a_number_that_texts_us_and_is_no_line_is_found() {
        api.number("+447700900888", PUBLIC);
        assertTrue(mends(numbers()).getFirst().startsWith("1 more numbers of the account send us texts"));
    }

    @Test
    void a_suspended_or_empty_account_is_found() {
        api.accountStatus = "suspended";
        api.balance = "0.05";
        assertEquals(List.of("the account is not active", "the balance is low (0.05 USD)"), mends(numbers()));
    }

    @Test
    void a_wrong_token_a_shut_door_and_a_broken_api_are_told_apart() {
        var wrong = new TwilioSettings(
                StubApi.ACCOUNT,
                "wrong",
                null,
                api.url(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                "discard",
                "obfuscate",
                "automatic");
        assertEquals(
                List.of("the carrier does not know this account and token"),
                mends(check(wrong, PUBLIC).findings()));
        var shut = TwilioCarrierTest.settings("http://localhost:1", Duration.ofSeconds(5));
        assertEquals(
                List.of("the carrier's API is not reached"),
                mends(check(shut, PUBLIC).findings()));
        api.next(new StubApi.Next.Failure(502, 0));
        assertEquals(List.of("the carrier's API gave no answer that can be read (Unexplained)"), mends(numbers()));
    }

    @Test
    void without_account_or_address_the_mend_names_the_key() {
        var none = TwilioSettings.of(Map.of());
        var findings = new GoLiveCheck(none, Optional.empty(), new TestLines()).findings();
        assertEquals(List.of("no public address is set", "no carrier account is set"), mends(findings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an address", "https://", "example.org", "https://example.org/?a=b", "https://e x"})
    void an_address_that_is_none_is_a_finding_too(String url) {
        var findings = check(TwilioCarrierTest.settings(api.url(), Duration.ofSeconds(5)), url)
                .findings();
        assertEquals(List.of("the public address makes no sense"), mends(findings));
        assertTrue(findings.contains(Finding.ok("account: active")), findings::toString);
    }

    @Test
    void a_slash_at_its_end_and_spaces_around_it_are_no_fault() {
        var settings = TwilioCarrierTest.settings(api.url(), Duration.ofSeconds(5));
        assertEquals(List.of(), mends(check(settings, " " + PUBLIC + "/ ").findings()));
    }

    @Test
    void an_empty_setting_is_an_unset_one() {
        var settings = TwilioSettings.of(Map.of(
                "TWILIO_ACCOUNT_SID",
                " " + StubApi.ACCOUNT + " ",
                "TWILIO_AUTH_TOKEN",
                StubApi.TOKEN,
                "TWILIO_API_URL",
                "",
                "TWILIO_CONTENT_RETENTION",
                " ",
                "TWILIO_FRAUD_CHECK",
                ""));
        settings.check();
        assertEquals("https://api.twilio.com", settings.apiUrl());
        assertEquals(Optional.of(StubApi.ACCOUNT), settings.account());
    }

    @Test
    void our_own_address_is_knocked_at_rightly_and_wrongly_signed() {
        try (var doors = Doors.demonstration()) {
            var probe = new SignatureProbe(doors.url());
            assertEquals(
                    List.of(
                            Finding.ok("webhooks: what is signed with TWILIO_AUTH_TOKEN is accepted"),
                            Finding.ok("webhooks: what is signed wrongly is refused")),
                    probe.findings(Map.of("TWILIO_AUTH_TOKEN", Doors.TOKEN)));
            assertEquals(
                    "webhooks: what is signed with TWILIO_AUTH_TOKEN is refused",
                    mends(probe.findings(Map.of("TWILIO_AUTH_TOKEN", "old"))).getFirst());
        }
        assertEquals(
                Finding.Level.LOOK,
                new SignatureProbe("http://localhost:1")
                        .findings(Map.of("X", "y"))
                        .getFirst()
                        .level());
    }

    @Test
    void it_prints_a_line_a_finding_and_neither_number_nor_token() {
        number.put("sms_url", "");
        var printed = new ByteArrayOutputStream();
        int code = check(TwilioCarrierTest.settings(api.url(), Duration.ofSeconds(5)), PUBLIC)
                .run(new PrintStream(printed, true, StandardCharsets.UTF_8));
        var text = printed.toString(StandardCharsets.UTF_8);
        assertEquals(1, code);
        assertTrue(
                text.contains(
                        "mend  line one: texts go nowhere: set the webhook to " + PUBLIC + "/twilio/messages, POST"),
                text);
        assertTrue(text.contains("no setting opens +53, +963, +98"), text);
        assertTrue(text.contains("1 to mend, "), text);
        assertFalse(text.contains("7700900") || text.contains(StubApi.TOKEN), text);
    }
}
