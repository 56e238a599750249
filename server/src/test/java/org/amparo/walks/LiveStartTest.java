package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amparo.Program;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A line that is live says what is not safe yet, at each start.
class LiveStartTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void it_warns_until_the_keys_lie_outside_the_home() throws IOException {
        var home = folder.resolve("home");
        var elsewhere = folder.resolve("keys");
        try (var database = TestDatabase.empty()) {
            assertEquals(1, warningsOfKeys(database, Map.of("AMPARO_HOME", home.toString())));
            Files.move(home.resolve("keyset.json"), elsewhere);
            assertEquals(
                    0,
                    warningsOfKeys(
                            database, Map.of("AMPARO_HOME", home.toString(), "AMPARO_KEYSET", elsewhere.toString())));
        }
    }

    private static long warningsOfKeys(TestDatabase database, Map<String, String> settings) {
        var environment = new LinkedHashMap<>(settings);
        environment.putAll(Map.of(
                "AMPARO_PORT", "0",
                "AMPARO_DATABASE_URL", database.url(),
                "AMPARO_DATABASE_USERNAME", database.username(),
                "AMPARO_DATABASE_PASSWORD", database.password(),
                "AMPARO_PUBLIC_URL", "https://line.example.org",
                "AMPARO_INFORMATION_ONLY", "true",
                "TWILIO_ACCOUNT_SID", "AC" + "0".repeat(32),
                "TWILIO_AUTH_TOKEN", "a token of nobody",
                "TWILIO_API_URL", "http://127.0.0.1:1"));
        var log = (Logger) LoggerFactory.getLogger(Program.class);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        log.addAppender(heard);
        try {
            // There is no live line in the packed texts: the start ends there, after the keys were looked at.
            assertThrows(StartRefused.class, () -> Program.start(environment, InstantSource.fixed(TestLine.NOON)));
        } finally {
            log.detachAppender(heard);
        }
        return List.copyOf(heard.list).stream()
                .filter(event -> event.getFormattedMessage().contains("AMPARO_KEYSET"))
                .count();
    }
}
