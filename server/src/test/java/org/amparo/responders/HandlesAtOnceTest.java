package org.amparo.responders;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.amparo.harness.TestDatabase;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// Two transactions that name talks for the same people, in opposite order: what two texts, two runs or a text and
/// a run do when they come together. If one waited for the other, both would wait for ever.
class HandlesAtOnceTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private record Person(UUID id, UUID organisation) {}

    @Test
    void neither_waits_and_no_two_talks_get_the_same_name() throws SQLException {
        try (var database = TestDatabase.copy();
                var here = database.connect();
                var there = database.connect()) {
            var people = people(Jdbi.create(database.url(), database.username(), database.password()));
            var ana = people.getFirst();
            var leo = people.getLast();
            var one = handles(here);
            var two = handles(there);
            for (int round = 0; round < 30; round++) {
                var talk = UUID.randomUUID();
                var other = UUID.randomUUID();
                var first = one.give(ana.id(), talk, ana.organisation(), NOW);
                var second = two.give(leo.id(), other, leo.organisation(), NOW);
                assertNotEquals(second, one.give(leo.id(), talk, leo.organisation(), NOW));
                assertNotEquals(first, two.give(ana.id(), other, ana.organisation(), NOW));
                here.commit();
                there.commit();
            }
        }
    }

    private static List<Person> people(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT id, organisation_id FROM responder LIMIT 2")
                .map((row, _) -> new Person(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list());
    }

    private static Handles handles(Connection connection) throws SQLException {
        var jdbi = Jdbi.create(connection);
        jdbi.getConfig(org.jdbi.v3.core.Handles.class).setForceEndTransactions(false);
        jdbi.useHandle(handle -> handle.execute("SET lock_timeout = '3s'"));
        connection.setAutoCommit(false);
        return Handles.of(jdbi);
    }
}
