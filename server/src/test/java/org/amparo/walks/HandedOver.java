package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.harness.Carriage;
import org.amparo.harness.Node;
import org.jdbi.v3.core.Jdbi;

/// What programs handed over to the carrier, against the rows of the outbox: each once; twice only where nobody
/// could know whether the first one arrived, and that is marked (`rulings.md` 1).
final class HandedOver {
    private HandedOver() {}

    /// @param nodes all that sent
    static void noneTwice(Jdbi sql, Node... nodes) {
        var doubtful = Set.copyOf(rows(sql, "SELECT id::text FROM outbox WHERE in_doubt"));
        var times = Stream.of(nodes)
                .flatMap(node -> node.bean(Carriage.class).taken().stream())
                .map(one -> one.row().toString())
                .collect(Collectors.groupingBy(row -> row, Collectors.counting()));
        assertEquals(
                List.of(),
                times.entrySet().stream()
                        .filter(one -> one.getValue() > (doubtful.contains(one.getKey()) ? 2 : 1))
                        .toList(),
                "handed over too often");
    }

    static void noneWaits(Jdbi sql) {
        assertEquals(
                List.of(),
                rows(
                        sql,
                        "SELECT text_id || ' ' || status || ' ' || class FROM outbox WHERE medium = 'text'"
                                + " AND (status = 'queued' OR status = 'sending' AND carrier_id IS NULL)"),
                "messages that wait");
    }

    private static List<String> rows(Jdbi sql, String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
