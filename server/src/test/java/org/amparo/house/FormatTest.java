package org.amparo.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every source file stands as the formatter would write it. To let it write:
/// `mvn -q -pl server test -Dtest=FormatTest -Dformat=apply`.
///
/// The formatter parses with the compiler of the JVM it runs in, and the build's may be older than the language we
/// write; so it runs here, on the JDK of the tests.
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void every_file_is_formatted() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            var wrong = files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !standsRight(path))
                    .map(Path::toString)
                    .toList();
            assertEquals(List.of(), wrong, "format with: mvn -q -pl server test -Dtest=FormatTest -Dformat=apply");
        }
    }

    private static boolean standsRight(Path path) {
        try {
            var text = Files.readString(path);
            var wanted = ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(FORMATTER.formatSource(text)),
                    JavaFormatterOptions.Style.PALANTIR);
            if (text.equals(wanted)) {
                return true;
            }
            if ("apply".equals(System.getProperty("format"))) {
                Files.writeString(path, wanted);
                return true;
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FormatterException e) {
            throw new AssertionError(path + " cannot be parsed", e);
        }
    }
}
