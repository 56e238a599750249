package org.amparo.alarms;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses that make no sense stop the start with one line that names the key, and shows no password.
class AlarmAddressesTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        night             , smtps://u:secret@host   , -                  , AMPARO_ALARM_MAIL
        night@example.org , -                       , -                  , AMPARO_SMTP_URL
        -                 , smtps://u:secret@host   , -                  , AMPARO_ALARM_MAIL
        night@example.org , http://u:secret@host    , -                  , AMPARO_SMTP_URL
        night@example.org , smtp://                 , -                  , AMPARO_SMTP_URL
        -                 , -                       , http://example.org , AMPARO_ALARM_WEBHOOK
        -                 , -                       , example            , AMPARO_ALARM_WEBHOOK
        """)
    void what_makes_no_sense_is_refused(String mail, String smtp, String webhook, String key) {
        var refused = assertThrows(
                StartRefused.class,
                () -> AlarmAddresses.check(
                        Optional.ofNullable(mail),
                        Optional.ofNullable(smtp),
                        Optional.ofNullable(webhook),
                        Optional.empty()));
        var said = String.valueOf(refused.getMessage());
        assertTrue(said.startsWith(key), said);
        assertFalse(said.contains("secret") || said.contains("\n"), said);
    }

    @Test
    void what_makes_sense_is_taken() {
        assertDoesNotThrow(() -> AlarmAddresses.check(
                Optional.of("night@example.org, a+b@example.org"),
                Optional.of("smtp://night%40example.org:p%40ss@mail.example.org"),
                Optional.of("https://example.org/alarm"),
                Optional.of("http://localhost:8123/alive")));
        var server = MailServer.of("smtp://night%40example.org:p%40ss@mail.example.org");
        assertEquals(Optional.of("night@example.org"), server.user());
        assertEquals("night@example.org", server.from());
        assertEquals(587, server.port());
        assertEquals(
                465,
                MailServer.of("smtps://mail.example.org?from=amparo%40example.org")
                        .port());
    }
}
