package org.amparo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amparo.content.ContentFiles;
import org.amparo.content.StoredReleases;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The word `publish`, while the program runs: a draft comes into force, and the trail says so.
class PublishCommandTest {
    private final TestLine line = TestLine.withoutRetention();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @AfterEach
    void close() {
        line.close();
    }

    private String command(String word) {
        var said = new ByteArrayOutputStream();
        int code = Commands.run(
                new String[] {word}, line.database().settings(), new PrintStream(said, true, StandardCharsets.UTF_8));
        assertEquals(0, code);
        return said.toString(StandardCharsets.UTF_8);
    }

    private List<String> acts() {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery("""
                                SELECT e.kind || ' ' || r.number FROM audit_event e
                                  JOIN release r ON r.id = e.subject_id
                                 WHERE e.actor_id IS NULL
                                """).mapTo(String.class).list());
    }

    @Test
    void a_draft_that_comes_into_force_is_on_the_trail_once() throws IOException {
        assertTrue(command("publish").startsWith("There is no draft"));
        assertEquals(List.of(), acts(), "what changed nothing is no act");
        StoredReleases.of(line.sql(), line.clock()::now, false, changed());
        assertTrue(command("publish").startsWith("Release 2 is in force"));
        assertEquals(List.of("release-published 2"), acts());
        command("publish");
        assertEquals(List.of("release-published 2"), acts());
        line.clock().forward(TestLine.minutes(3));
        assertTrue(command("audit").contains("Whole."), command("audit"));
    }

    /// One person's files: a draft.
    private ContentFiles changed() throws IOException {
        var content = folder.resolve("content");
        copy(Path.of("../content"), content);
        copy(Path.of("../translations"), folder.resolve("translations"));
        var file = content.resolve("lines/demo.yml");
        Files.writeString(file, Files.readString(file).replace("value: \"112\"", "value: \"911\""));
        return ContentFiles.folders(content, folder.resolve("translations"));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
