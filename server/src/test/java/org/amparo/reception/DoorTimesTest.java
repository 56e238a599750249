package org.amparo.reception;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.amparo.harness.Knock;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// A database that hangs in a crowd: a text that waited its whole time at the door, whose statement hangs, and for
/// which no fresh connection is found, is in the journal before the carrier gives up (`twilio/rules.md`: 15 s).
class DoorTimesTest {
    private static final Duration CARRIER = Duration.ofSeconds(15);
    /// For the journal, the network and a slow machine.
    private static final Duration SPARE = Duration.ofSeconds(2);

    @Test
    void the_worst_way_to_the_journal_is_shorter_than_the_carriers_patience() throws IOException {
        Map<?, ?> all;
        try (InputStream in = Objects.requireNonNull(DoorTimesTest.class.getResourceAsStream("/application.yml"))) {
            all = new Yaml().load(in);
        }
        var pool = Knock.part(Knock.part(all, "datasources", Map.class), "default", Map.class);
        var socket = Knock.part(Knock.part(pool, "data-source-properties", Map.class), "socketTimeout", Integer.class);
        var connection = Knock.part(pool, "connection-timeout", Integer.class);
        var worst = Door.PATIENCE.plusSeconds(socket).plusMillis(connection);
        assertTrue(worst.plus(SPARE).compareTo(CARRIER) < 0, worst::toString);
    }
}
