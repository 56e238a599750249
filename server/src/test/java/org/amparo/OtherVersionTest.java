package org.amparo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import org.amparo.harness.Dump;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.platform.StartRefused;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database whose tables were made otherwise stops the start with one line, and nothing is written.
class OtherVersionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void a_database_of_another_version_is_refused_with_one_line() {
        try (var database = TestDatabase.copy()) {
            Jdbi.create(database.url(), database.username(), database.password())
                    .useHandle(handle -> handle.execute(
                            "UPDATE flyway_schema_history SET checksum = checksum + 1" + " WHERE installed_rank = 3"));
            var before = Dump.of(database).tables();
            var settings = new HashMap<>(database.settings());
            settings.put("AMPARO_HOME", folder.resolve("home").toString());
            settings.put("AMPARO_PORT", "0");
            var refused = assertThrows(
                    StartRefused.class,
                    () -> Program.start(settings, () -> TestLine.NOON).close());
            var said = String.valueOf(refused.getMessage());
            assertTrue(said.contains("made by another version"), said);
            assertFalse(said.contains("\n"), "one line");
            assertEquals(before, Dump.of(database).tables(), "the database is as it was");
        }
    }
}
