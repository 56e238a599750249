package org.amparo.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The files of `content/` and `translations/`, read into memory in one go. Immutable.
public final class ContentFiles {
    private final SortedMap<String, SourceFile> files = new TreeMap<>();

    private ContentFiles(Map<String, String> texts) {
        texts.forEach((path, text) -> files.put(path, new SourceFile(path, text)));
    }

    /// The given texts by path (`content/phrases.yml`); for tests.
    public static ContentFiles of(Map<String, String> texts) {
        return new ContentFiles(texts);
    }

    /// The files of two folders; a missing folder counts as empty.
    public static ContentFiles folders(Path content, Path translations) {
        var texts = new TreeMap<String, String>();
        read(content, "content/", texts);
        read(translations, "translations/", texts);
        return new ContentFiles(texts);
    }

    /// The files packed with the program, each folder replaced by the one named, if one is.
    public static ContentFiles packedOr(@Nullable Path content, @Nullable Path translations) {
        var texts = new TreeMap<String, String>();
        readOrPacked(content, "content/", texts);
        readOrPacked(translations, "translations/", texts);
        return new ContentFiles(texts);
    }

    /// The files packed with the program.
    public static ContentFiles packed() {
        return packedOr(null, null);
    }

    private static void readOrPacked(@Nullable Path folder, String prefix, Map<String, String> into) {
        if (folder == null) {
            readPacked(prefix, into);
        } else if (Files.isDirectory(folder)) {
            read(folder, prefix, into);
        } else {
            throw new IllegalArgumentException("no folder " + folder);
        }
    }

    private static void readPacked(String prefix, Map<String, String> into) {
        var root = ContentFiles.class.getResource("/" + prefix.substring(0, prefix.length() - 1));
        if (root == null) {
            return;
        }
        try {
            var address = root.toURI();
            if (address.getScheme().equals("jar")) {
                readJar(address, prefix, into);
            } else {
                read(Path.of(address), prefix, into);
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("cannot read the packed " + prefix, e);
        }
    }

    static void readJar(URI folder, String prefix, Map<String, String> into) throws IOException {
        var jar = Path.of(URI.create(folder.getRawSchemeSpecificPart().split("!", 2)[0]));
        try (var system = FileSystems.newFileSystem(jar)) {
            read(system.getPath("/" + prefix), prefix, into);
        }
    }

    private static void read(Path folder, String prefix, Map<String, String> into) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                var name = folder.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".yml") || name.endsWith(".xlf")) {
                    into.put(prefix + name, Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    Optional<SourceFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /// Files whose path begins so, in order of path.
    List<SourceFile> under(String prefix) {
        return files.values().stream().filter(f -> f.path().startsWith(prefix)).toList();
    }

    /// The files whose path fits.
    ContentFiles where(Predicate<String> path) {
        var kept = new TreeMap<String, String>();
        texts().forEach((name, text) -> {
            if (path.test(name)) {
                kept.put(name, text);
            }
        });
        return new ContentFiles(kept);
    }

    /// The texts by path.
    SortedMap<String, String> texts() {
        var texts = new TreeMap<String, String>();
        files.values().forEach(f -> texts.put(f.path(), f.text()));
        return texts;
    }

    /// The texts of the files whose path begins so, by path.
    public Map<String, String> texts(String prefix) {
        var found = new TreeMap<String, String>();
        files.tailMap(prefix).forEach((path, file) -> {
            if (path.startsWith(prefix)) {
                found.put(path, file.text());
            }
        });
        return found;
    }

    /// SHA-256 over all paths and texts, in hexadecimal: the same for the same files, wherever they lie.
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.values()) {
                for (var piece : List.of(file.path(), file.text())) {
                    var bytes = piece.getBytes(StandardCharsets.UTF_8);
                    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                    digest.update(bytes);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
