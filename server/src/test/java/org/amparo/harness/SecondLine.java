package org.amparo.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A second line beside the demonstration's: its file, with some words changed.
public final class SecondLine {
    private SecondLine() {}

    /// A copy of the packed content with that line, for `AMPARO_CONTENT`.
    ///
    /// @param changed what else stands there in the place of what
    public static Path content(String name, String number, Map<String, String> changed) {
        var from = Path.of("..", "content");
        try (var files = Files.walk(from)) {
            var to = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "content-");
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
            var line = Files.readString(to.resolve("lines/demo.yml"))
                    .replace("name: demo", "name: " + name)
                    .replace("+447700900000", number);
            for (var change : changed.entrySet()) {
                line = line.replace(change.getKey(), change.getValue());
            }
            Files.writeString(to.resolve("lines/" + name + ".yml"), line);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
