package org.amparo.platform;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.amparo.harness.TestDatabase;
import org.amparo.platform.Deployment.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a start finds out about its database before it touches it.
class DeploymentTest {
    @ParameterizedTest
    @ValueSource(ints = {9, 13, 14})
    void a_database_that_is_too_old_is_refused_in_one_line(int major) {
        var said = String.valueOf(assertThrows(StartRefused.class, () -> Deployment.demandVersion(major))
                .getMessage());
        assertTrue(said.contains("PostgreSQL " + major) && said.contains("15") && !said.contains("\n"), said);
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 18, 19})
    void one_from_version_15_on_is_taken(int major) {
        assertDoesNotThrow(() -> Deployment.demandVersion(major));
    }

    @Test
    void an_empty_database_is_nobodys_yet() {
        try (var database = TestDatabase.empty()) {
            assertEquals(
                    Optional.empty(),
                    Deployment.read(new Access(database.url(), database.username(), database.password())));
        }
    }

    @Test
    void one_that_is_away_or_refuses_us_is_told_without_its_address() {
        try (var database = TestDatabase.empty()) {
            for (var access : new Access[] {
                new Access("jdbc:postgresql://127.0.0.1:1/amparo", "amparo", ""),
                new Access(database.url(), database.username(), "wrong")
            }) {
                var said = String.valueOf(assertThrows(StartRefused.class, () -> Deployment.read(access))
                        .getMessage());
                assertTrue(said.contains("AMPARO_DATABASE_URL") && !said.contains("127.0.0.1"), said);
            }
        }
    }
}
