package org.amparo.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A file somebody wrote by hand: what does not fit is found by its line, and its value is not printed.
class YamlMapTest {
    private static final String FILE = """
            # whom to ask
            danger:
              steps:
                - { at: 0, ask: everyone }

                - at: 60 s
                  ask: nobody
              repeat: { every: 2 min }
            """;

    @Test
    void each_block_knows_its_line() {
        var file = YamlMap.read("a.yml", FILE);
        var danger = file.map("danger").orElseThrow();
        assertEquals("a.yml", file.place());
        assertEquals("a.yml, line 3: danger", danger.place());
        assertEquals(
                List.of("a.yml, line 4: danger, steps, entry 1", "a.yml, line 6: danger, steps, entry 2"),
                danger.maps("steps").stream().map(YamlMap::place).toList());
        assertEquals(
                "a.yml, line 8: danger, repeat",
                danger.map("repeat").orElseThrow().place());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'a: [1'         | f.yml, line 1: this is no YAML; look for a missing colon, quote or space
        'a: 1\nb: 2\na: 3' | f.yml, line 3: a key that stands here already; one of the two would be ignored
        'a\nb'          | f.yml: a block of `key: value` lines belongs here
        ''              | f.yml: a block of `key: value` lines belongs here
        """)
    void what_is_no_file_of_keys_is_refused(String text, String why) {
        var refused = assertThrows(StartRefused.class, () -> YamlMap.read("f.yml", text.replace("\\n", "\n")));
        assertEquals(why, refused.getMessage());
    }

    @Test
    void what_it_writes_it_reads() {
        var keys = Map.<String, Object>of(
                "danger",
                Map.of("steps", List.of(Map.of("at", 0, "ask", "schedule night, \"A\": #1", "all", true))),
                "look",
                "1 min");
        assertEquals(
                keys.get("look"),
                YamlMap.read("f.yml", YamlMap.write(keys)).text("look").orElseThrow());
        var step = YamlMap.read("f.yml", YamlMap.write(keys))
                .map("danger")
                .orElseThrow()
                .maps("steps")
                .getFirst();
        assertEquals("schedule night, \"A\": #1", step.required("ask"));
        assertEquals("0", step.required("at"));
        assertEquals(true, step.flag("all"));
    }
}
