package org.amparo.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFilesTest {
    @TempDir
    Path folder;

    @Test
    void folders_and_the_packed_jar_give_the_same_files() throws IOException {
        var texts = Map.of("content/lines/demo.yml", "name: demo\n", "content/phrases.yml", "phrases: []\n");
        var content = folder.resolve("here");
        Files.createDirectories(content.resolve("lines"));
        Files.writeString(content.resolve("phrases.yml"), "phrases: []\n");
        Files.writeString(content.resolve("lines/demo.yml"), "name: demo\n");
        Files.writeString(content.resolve("README.md"), "not a text");
        var jar = folder.resolve("a jar with spaces.jar");
        pack(jar, texts);
        var packed = new TreeMap<String, String>();
        ContentFiles.readJar(URI.create("jar:" + jar.toUri() + "!/content"), "content/", packed);
        assertEquals(texts, packed);
        assertEquals(
                texts, ContentFiles.folders(content, folder.resolve("none")).texts());
    }

    private static void pack(Path jar, Map<String, String> texts) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (var text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void a_named_folder_that_is_not_there_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> ContentFiles.packedOr(folder.resolve("none"), null));
    }

    @Test
    void a_named_folder_takes_the_place_of_the_packed_one_alone() {
        var files = ContentFiles.packedOr(folder, null);
        assertTrue(files.under("content/").isEmpty());
        assertTrue(files.file("translations/es.xlf").isPresent());
    }

    @Test
    void the_hash_is_of_paths_and_texts_and_nothing_else() {
        var one = ContentFiles.of(Map.of("content/a.yml", "x", "content/b.yml", "y"));
        assertEquals(
                one.hash(),
                ContentFiles.of(Map.of("content/b.yml", "y", "content/a.yml", "x"))
                        .hash());
        assertNotEquals(
                one.hash(),
                ContentFiles.of(Map.of("content/a.yml", "y", "content/b.yml", "x"))
                        .hash());
    }
}
