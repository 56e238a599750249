package org.amparo.platform;

import java.util.ArrayList;
import java.util.List;

/// A table and what its columns keep, each in one [RetentionClass]. A column nobody declared fails a test.
///
/// @param name as PostgreSQL says it, with its schema when that is not the usual one: `contact`, `keyring.data_key`
public record StoredTable(String name, List<Kept> kept) {

    /// Columns that keep one kind of thing.
    ///
    /// @param what in words for the person who answers for data protection, such as `the telephone number, sealed`
    public record Kept(RetentionClass time, String what, List<String> columns) {}

    public StoredTable {
        kept = List.copyOf(kept);
    }

    public static StoredTable named(String name) {
        return new StoredTable(name, List.of());
    }

    public StoredTable keeps(RetentionClass time, String what, String... columns) {
        var more = new ArrayList<>(kept);
        more.add(new Kept(time, what, List.of(columns)));
        return new StoredTable(name, more);
    }
}
