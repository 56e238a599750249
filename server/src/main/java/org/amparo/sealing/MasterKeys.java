package org.amparo.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amparo.platform.StartRefused;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Which master keys a database knows, and the steps of changing one without downtime: *add* (every node reads it),
/// *use* (new rows are made with it, old ones follow), *retire* (nothing needs the old one any more).
///
/// One step at a time, whoever asks (a table lock). The file is changed in one step and belongs to its owner alone.
public final class MasterKeys {
    /// Nodes look at the file every 5 s: after this long each has read a key that was added.
    static final Duration READ_BY_ALL = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final KeySet keySet;

    public MasterKeys(Jdbi jdbi, KeySet keySet) {
        this.jdbi = jdbi;
        this.keySet = keySet;
    }

    private record Row(int id, String check, Instant addedAt, Optional<Instant> inUseSince) {}

    /// Looks whether this key set has every key this database's rows were made with, unchanged. Changes nothing.
    ///
    /// @throws StartRefused when not
    public void verify() {
        jdbi.useHandle(handle -> {
            if (exists(handle, "public.master_key")) {
                for (var kind : MasterKind.values()) {
                    verify(handle, kind);
                }
            }
            if (exists(handle, "keyring.data_key")) {
                verifyKeyring(handle);
            }
        });
    }

    private void verify(Handle handle, MasterKind kind) {
        for (var row : rows(handle, kind)) {
            var found = keySet.keys(kind).stream()
                    .filter(key -> key.id() == row.id() && key.check().equals(row.check()))
                    .findFirst();
            if (row.inUseSince().isPresent() && found.isEmpty()) {
                throw new StartRefused("the key set " + keySet.file() + " lacks the " + kind.word() + " key " + row.id()
                        + ", which this database uses: put the newest copy of the file there; nothing was changed");
            }
        }
    }

    private void verifyKeyring(Handle handle) {
        var sample = handle.createQuery("SELECT owner_id, wrapped FROM keyring.data_key LIMIT 1")
                .map((row, _) -> opens(row.getBytes("wrapped"), row.getObject("owner_id", java.util.UUID.class)))
                .findOne();
        boolean contacts = handle.createQuery("SELECT EXISTS (SELECT 1 FROM contact WHERE sealed_address IS NOT NULL)")
                .mapTo(Boolean.class)
                .one();
        if (sample.isEmpty() && contacts) {
            throw new StartRefused("this database has contacts and no keyring: it was put back without its keys;"
                    + " use `restore` on an empty database, which brings the newest keyring too");
        }
        if (sample.isPresent() && !sample.get()) {
            throw new StartRefused("the key set " + keySet.file()
                    + " does not open this database's keyring: put back the file this database was made with;"
                    + " nothing was changed");
        }
    }

    private boolean opens(byte[] wrapped, java.util.UUID owner) {
        try {
            keySet.unwrap(wrapped, Keyring.bytes(owner));
            return true;
        } catch (SealBroken e) {
            return false;
        }
    }

    /// Notes the keys in use, so that a later start without them is refused.
    public void record(Instant now) {
        jdbi.useHandle(handle -> {
            for (var kind : MasterKind.values()) {
                var key = keySet.primary(kind);
                handle.createUpdate("""
                                INSERT INTO master_key (kind, key_id, check_value, added_at, in_use_since)
                                VALUES (:kind, :id, :check, :now, :now)
                                ON CONFLICT ON CONSTRAINT master_key_once
                                DO UPDATE SET in_use_since = :now WHERE master_key.in_use_since IS NULL
                                """)
                        .bind("kind", kind.word())
                        .bind("id", key.id())
                        .bind("check", key.check())
                        .bind("now", now)
                        .execute();
            }
        });
    }

    /// The kinds whose newest key in use is not the one this key set uses: an older copy of the file lies here.
    List<MasterKind> behind() {
        return jdbi.withHandle(handle -> java.util.Arrays.stream(MasterKind.values())
                .filter(kind -> newest(handle, kind)
                        .filter(id -> id != keySet.primary(kind).id())
                        .isPresent())
                .toList());
    }

    /// This key set uses the newest key of that kind that the database knows; an older copy of the file does not.
    public boolean newest(MasterKind kind) {
        return !behind().contains(kind);
    }

    /// Puts a new key into the file; nothing is made with it yet.
    ///
    /// @return what to do next
    public String add(MasterKind kind, Instant now) {
        return locked(handle -> {
            if (waiting(handle, kind).isPresent()) {
                return "a " + kind.word() + " key was added before and is not in use yet: `keys use " + kind.word()
                        + "` comes next";
            }
            var known = keySet.keys(kind).stream().map(MasterKey::id).collect(Collectors.toUnmodifiableSet());
            change(content -> content.withNew(kind), true);
            var fresh = keySet.keys(kind).stream()
                    .filter(key -> !known.contains(key.id()))
                    .findFirst()
                    .orElseThrow();
            handle.createUpdate("""
                            INSERT INTO master_key (kind, key_id, check_value, added_at)
                            VALUES (:kind, :id, :check, :now)
                            """)
                    .bind("kind", kind.word())
                    .bind("id", fresh.id())
                    .bind("check", fresh.check())
                    .bind("now", now)
                    .execute();
            return kind.word() + " key " + fresh.id() + " is in " + keySet.file()
                    + " and not in use. Copy the file to every node that has its own copy; after a minute `keys use "
                    + kind.word() + "` brings it into use";
        });
    }

    /// Makes the added key the one new rows are made with.
    public String use(MasterKind kind, Instant now) {
        return locked(handle -> {
            var added = waiting(handle, kind)
                    .orElseThrow(() -> new StartRefused(
                            "there is no new " + kind.word() + " key: `keys add " + kind.word() + "` comes first"));
            if (added.addedAt().plus(READ_BY_ALL).isAfter(now)) {
                throw new StartRefused("the new " + kind.word() + " key is in the file for less than a minute: a node"
                        + " that has not read it would not know the people behind it; try again then");
            }
            if (keySet.keys(kind).stream().noneMatch(key -> key.id() == added.id())) {
                throw new StartRefused("the key set " + keySet.file() + " lacks the added " + kind.word() + " key "
                        + added.id() + ": copy the file here from where it was added");
            }
            handle.createUpdate("UPDATE master_key SET in_use_since = :now WHERE kind = :kind AND key_id = :id")
                    .bind("now", now)
                    .bind("kind", kind.word())
                    .bind("id", added.id())
                    .execute();
            change(content -> content.withPrimary(kind, added.id()), true);
            return kind.word() + " key " + added.id()
                    + " is in use. Copy the file to every node that has its own copy, and to the place where you keep"
                    + " the key set safe; `keys` shows how many rows still use the old one";
        });
    }

    /// Takes every old key out of the file that nothing needs any more.
    public String retire(MasterKind kind, Instant now) {
        var old = locked(handle -> {
            var since = rows(handle, kind).stream()
                    .filter(row -> row.id() == keySet.primary(kind).id())
                    .flatMap(row -> row.inUseSince().stream())
                    .findFirst()
                    .orElseThrow(() -> new StartRefused("start the server on this database first"));
            if (since.plus(kind.keptAfter()).isAfter(now)) {
                throw new StartRefused("backups and claims made with the old " + kind.word()
                        + " key still need it: it can be retired from " + since.plus(kind.keptAfter()));
            }
            var unused = new ArrayList<Integer>();
            for (var key : keySet.keys(kind)) {
                boolean added = waiting(handle, kind)
                        .filter(row -> row.id() == key.id())
                        .isPresent();
                if (!key.primary() && !added && uses(handle, kind, key) == 0) {
                    unused.add(key.id());
                    handle.execute("DELETE FROM master_key WHERE kind = ? AND key_id = ?", kind.word(), key.id());
                }
            }
            if (kind == MasterKind.CLAIMS) {
                handle.execute("UPDATE deployment SET keyset_fingerprint = ?", keySet.fingerprint());
            }
            return unused;
        });
        // After the commit: a key the database still names must never be missing from the file.
        for (int id : old) {
            change(content -> content.without(kind, id), false);
        }
        return old.isEmpty()
                ? "no " + kind.word() + " key can be retired: the old ones are still used, see `keys`"
                : old.size() + " old " + kind.word()
                        + " key(s) taken out. Copy the file to every node that has its own copy, and destroy older copies";
    }

    /// One line a key: what uses it.
    public List<String> state() {
        return jdbi.withHandle(handle -> {
            var lines = new ArrayList<String>();
            for (var kind : MasterKind.values()) {
                var rows = rows(handle, kind).stream().collect(Collectors.toMap(Row::id, row -> row));
                for (var key : keySet.keys(kind)) {
                    var row = Optional.ofNullable(rows.get(key.id()));
                    var state = key.primary()
                            ? "in use"
                                    + row.flatMap(Row::inUseSince)
                                            .map(at -> " since " + at)
                                            .orElse("")
                            : row.isPresent() && row.get().inUseSince().isEmpty()
                                    ? "added " + row.get().addedAt() + ", not in use yet"
                                    : "replaced";
                    lines.add("%-7s key %d: %s; %d rows"
                            .formatted(kind.word(), key.id(), state, uses(handle, kind, key)));
                }
            }
            return lines;
        });
    }

    /// How many rows were made with a key: wrapped data keys; rows with a keyed hash of its generation; claims.
    private static long uses(Handle handle, MasterKind kind, MasterKey key) {
        return switch (kind) {
            case WRAP ->
                handle.createQuery("SELECT count(*) FROM keyring.data_key WHERE substring(wrapped FROM 1 FOR 5) = :key")
                        .bind("key", key.prefix())
                        .mapTo(Long.class)
                        .one();
            case LOOKUP -> {
                long sum = 0;
                for (var table : handle.createQuery("""
                                SELECT quote_ident(table_schema) || '.' || quote_ident(table_name)
                                  FROM information_schema.columns WHERE column_name = 'hash_generation'
                                """).mapTo(String.class).list()) {
                    sum += handle.createQuery("SELECT count(*) FROM " + table + " WHERE hash_generation = :key")
                            .bind("key", (long) key.id())
                            .mapTo(Long.class)
                            .one();
                }
                yield sum;
            }
            // A claim does not tell its key; after 400 d none of the old one is left.
            case CLAIMS ->
                key.primary()
                        ? handle.createQuery("SELECT count(*) FROM inbound_claim")
                                .mapTo(Long.class)
                                .one()
                        : 0;
        };
    }

    private static Optional<Row> waiting(Handle handle, MasterKind kind) {
        return rows(handle, kind).stream()
                .filter(row -> row.inUseSince().isEmpty())
                .findFirst();
    }

    private static Optional<Integer> newest(Handle handle, MasterKind kind) {
        return rows(handle, kind).stream()
                .filter(row -> row.inUseSince().isPresent())
                .max(java.util.Comparator.comparing(row -> row.inUseSince().orElseThrow()))
                .map(Row::id);
    }

    private static List<Row> rows(Handle handle, MasterKind kind) {
        return handle.createQuery("""
                        SELECT key_id, check_value, added_at, in_use_since FROM master_key
                         WHERE kind = :kind ORDER BY added_at
                        """)
                .bind("kind", kind.word())
                .map((row, _) -> new Row(
                        row.getInt("key_id"),
                        row.getString("check_value"),
                        row.getTimestamp("added_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("in_use_since")).map(java.sql.Timestamp::toInstant)))
                .list();
    }

    private static boolean exists(Handle handle, String table) {
        return handle.createQuery("SELECT to_regclass(:table) IS NOT NULL")
                .bind("table", table)
                .mapTo(Boolean.class)
                .one();
    }

    private interface Step<T> {
        T run(Handle handle);
    }

    private <T> T locked(Step<T> step) {
        return jdbi.inTransaction(handle -> {
            handle.execute("LOCK TABLE master_key IN EXCLUSIVE MODE");
            keySet.reread();
            return step.run(handle);
        });
    }

    private interface Change {
        KeyFile of(KeyFile content) throws java.security.GeneralSecurityException;
    }

    private void change(Change change, boolean keepCopy) {
        try {
            change.of(keySet.content()).replace(keySet.file(), keepCopy);
        } catch (java.security.GeneralSecurityException | java.io.IOException e) {
            throw new StartRefused("the key set " + keySet.file() + " cannot be written; it is as it was", e);
        }
        keySet.reread();
    }
}
