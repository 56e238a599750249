package org.amparo.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.amparo.platform.StartRefused;
import org.amparo.sealing.DataKey;
import org.amparo.sealing.KeySet;
import org.amparo.sealing.SealBroken;

/// What one generation of a backup holds; its last line is sealed, so a changed one is found.
///
/// @param kind `data`, `keyring` or `ledger`
/// @param schema version of the newest migration
/// @param key the generation's own data key, wrapped by the key set
record Manifest(
        String kind, Instant takenAt, String schema, String mode, String fingerprint, byte[] key, List<Entry> tables) {
    static final String FILE = "manifest";
    private static final String TITLE = "amparo backup 1";
    private static final byte[] OWNER = "backup".getBytes(StandardCharsets.US_ASCII);

    /// @param checksum SHA-256 of the file as it lies there
    record Entry(Table table, long rows, String checksum) {}

    static byte[] wrap(KeySet keySet, DataKey key) {
        return keySet.wrap(key, OWNER);
    }

    DataKey dataKey(KeySet keySet) {
        return keySet.unwrap(key, OWNER);
    }

    long rows() {
        return tables.stream().mapToLong(Entry::rows).sum();
    }

    String text(DataKey dataKey) {
        var text = new StringBuilder(TITLE + "\n");
        text.append("kind ").append(kind).append('\n');
        text.append("taken ").append(takenAt).append('\n');
        text.append("schema ").append(schema).append('\n');
        text.append("mode ").append(mode).append('\n');
        text.append("fingerprint ").append(fingerprint).append('\n');
        text.append("key ").append(Base64.getEncoder().encodeToString(key)).append('\n');
        for (var entry : tables) {
            text.append("table %s %d %s %s\n"
                    .formatted(
                            entry.table().name(),
                            entry.rows(),
                            entry.checksum(),
                            String.join(",", entry.table().columns())));
        }
        var sealed = dataKey.seal("manifest", text.toString().getBytes(StandardCharsets.UTF_8));
        return text.append("seal ")
                .append(Base64.getEncoder().encodeToString(sealed))
                .append('\n')
                .toString();
    }

    /// @throws StartRefused when it is damaged, changed, or of another key set
    static Manifest read(Path folder, KeySet keySet) {
        try {
            var text = Files.readString(folder.resolve(FILE));
            int end = text.lastIndexOf("seal ");
            var lines = text.lines().toList();
            var tables = new ArrayList<Entry>();
            for (var line : lines) {
                if (line.startsWith("table ")) {
                    var words = line.split(" ", -1);
                    tables.add(new Entry(
                            new Table(words[1], List.of(words[4].split(",", -1))), Long.parseLong(words[2]), words[3]));
                }
            }
            var fingerprint = word(lines, "fingerprint");
            if (!keySet.knows(fingerprint)) {
                throw new StartRefused("this backup was made with another key set: set AMPARO_KEYSET to that file");
            }
            var manifest = new Manifest(
                    word(lines, "kind"),
                    Instant.parse(word(lines, "taken")),
                    word(lines, "schema"),
                    word(lines, "mode"),
                    fingerprint,
                    Base64.getDecoder().decode(word(lines, "key")),
                    List.copyOf(tables));
            var sealed = manifest.dataKey(keySet)
                    .open("manifest", Base64.getDecoder().decode(word(lines, "seal")));
            if (!new String(sealed, StandardCharsets.UTF_8).equals(text.substring(0, end))) {
                throw damaged(folder, new IOException("changed"));
            }
            return manifest;
        } catch (IOException
                | SealBroken
                | DateTimeException
                | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            throw damaged(folder, e);
        }
    }

    private static String word(List<String> lines, String name) {
        return Optional.of(lines)
                .flatMap(all ->
                        all.stream().filter(line -> line.startsWith(name + " ")).findFirst())
                .map(line -> line.substring(name.length() + 1))
                .orElseThrow(() -> new IllegalArgumentException("no line " + name));
    }

    static StartRefused damaged(Path folder, Exception cause) {
        return new StartRefused("the backup " + folder + " is damaged or not whole: take another generation", cause);
    }
}
