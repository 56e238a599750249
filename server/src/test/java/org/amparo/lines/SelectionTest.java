package org.amparo.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amparo.content.ContentFiles;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which lines are served, as `AMPARO_LINES` says.
class SelectionTest {
    private static List<String> numbers(String selection) {
        return Lines.ofFiles(ContentFiles.packed(), selection, true).all().stream()
                .map(line -> line.number().e164())
                .toList();
    }

    @Test
    void a_line_keeps_its_number_or_gets_another() {
        assertEquals(List.of("+447700900000"), numbers(""));
        assertEquals(List.of("+447700900000"), numbers("demo"));
        assertEquals(List.of("+447700900007"), numbers(" demo = +447700900007 "));
        assertEquals(List.of("+447700900008"), numbers("+447700900008"));
    }

    /// Else texts to the first number would be answered by nobody, without a word.
    @ParameterizedTest
    @ValueSource(strings = {"+447700900008,+447700900009", "demo,+447700900008", "demo,demo"})
    void a_line_named_twice_is_refused(String selection) {
        var refused = assertThrows(StartRefused.class, () -> numbers(selection));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("AMPARO_LINES names the line 'demo' twice"));
    }
}
