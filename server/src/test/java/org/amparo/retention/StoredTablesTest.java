package org.amparo.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.TreeSet;
import org.amparo.harness.Schema;
import org.amparo.harness.TestLine;
import org.amparo.platform.RetentionStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Nothing is stored without a declared class, and nothing is declared that is not there.
class StoredTablesTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void every_table_and_column_belongs_to_a_class_of_retention() {
        assertEquals(Set.of(), without(stored(), declared()), "stored, and no room declares its class");
    }

    @Test
    void nothing_is_declared_that_is_not_stored() {
        assertEquals(Set.of(), without(declared(), stored()), "declared, and not in the database");
    }

    private static Set<String> stored() {
        var columns = new TreeSet<String>();
        Schema.of(line.sql()).forEach((table, names) -> names.forEach(column -> columns.add(table + "." + column)));
        return columns;
    }

    private static Set<String> declared() {
        var columns = new TreeSet<String>();
        for (var step : line.node().program().context().getBeansOfType(RetentionStep.class)) {
            for (var table : step.stores()) {
                table.kept()
                        .forEach(kept -> kept.columns().forEach(column -> columns.add(table.name() + "." + column)));
            }
        }
        return columns;
    }

    private static Set<String> without(Set<String> columns, Set<String> others) {
        var rest = new TreeSet<>(columns);
        rest.removeAll(others);
        return rest;
    }
}
