package org.amparo.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amparo.content.ContentFiles;
import org.amparo.content.Vocabulary;
import org.amparo.content.VocabularyFiles;
import org.jspecify.annotations.Nullable;

/// The shipped vocabulary and a reader of it, built once for all tests.
final class Words {
    static final Vocabulary VOCABULARY = VocabularyFiles.read(ContentFiles.packed());
    static final Reader READER = Reader.of(VOCABULARY);
    /// The order of the demonstration line, as far as it matters here.
    static final List<String> LINE_ORDER = List.of("en", "ro", "ru", "ar", "fr", "es", "tl", "hi", "ur");

    private Words() {}

    static Reading read(String text, @Nullable String locale) {
        return READER.read(text, new ReadingContext(locale, LINE_ORDER));
    }

    /// Prints a report and keeps it beside the build's other reports.
    static void report(String name, String text) {
        System.out.println(text);
        try {
            var folder = Files.createDirectories(Path.of("target", "reports"));
            Files.writeString(folder.resolve(name), text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report " + name, e);
        }
    }
}
