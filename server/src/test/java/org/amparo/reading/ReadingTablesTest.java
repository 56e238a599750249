package org.amparo.reading;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Tables of texts and what must, or with `!` must not, be read in them.
class ReadingTablesTest {
    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(
            resources = {
                "/reading/scenarios.csv",
                "/reading/danger.csv",
                "/reading/commands.csv",
                "/reading/numbers.csv",
                "/reading/topics.csv",
                "/reading/languages.csv",
                "/reading/children.csv"
            },
            numLinesToSkip = 1)
    void a_text_is_read_as_the_table_says(
            String label, @Nullable String locale, @Nullable String text, String expected) {
        var facts = Facts.of(Words.read(text == null ? "" : text, locale));
        for (var fact : List.of(expected.split(" ", -1))) {
            boolean unwanted = fact.startsWith("!");
            assertTrue(
                    facts.contains(unwanted ? fact.substring(1) : fact) != unwanted,
                    () -> label + ": expected " + fact + " of \"" + text + "\", read " + facts);
        }
    }
}
