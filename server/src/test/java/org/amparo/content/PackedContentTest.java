package org.amparo.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is packed with the program is whole.
class PackedContentTest {
    private static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));
    private static final Release RELEASE = FileRelease.of(ContentFiles.packed(), TIME);

    /// Warnings stand in `target/content-findings.txt`, prices in `target/content-prices.csv`; the coverage is
    /// printed.
    @Test
    void the_content_check_finds_no_error() throws IOException {
        var files = ContentFiles.packed();
        var findings = ContentCheck.findings(files);
        Files.writeString(Path.of("target/content-findings.txt"), lines(findings));
        var price = new BigDecimal(System.getProperty("amparo.segment-price", "0.05"));
        var coverage = Coverage.of(files);
        Files.writeString(Path.of("target/content-prices.csv"), coverage.prices(price));
        System.out.print(coverage.summary());
        assertEquals("", lines(findings.stream().filter(Finding::error).toList()));
    }

    private static String lines(List<Finding> findings) {
        return findings.stream().map(f -> f + "\n").collect(Collectors.joining());
    }

    @Test
    void the_coverage_says_what_each_text_costs() {
        var prices = Coverage.of(ContentFiles.packed()).prices(new BigDecimal("0.05"));
        assertTrue(prices.contains("sys.stop,en,GSM7,63,1,0.05\n"));
        assertEquals(
                RELEASE.complete(true).size(),
                prices.lines().filter(line -> line.startsWith("topic.wages,")).count());
    }

    @Test
    void there_are_eight_sections_and_46_topics_in_menu_order() {
        assertEquals(8, RELEASE.sections().size());
        assertEquals(46, RELEASE.topics().size());
        assertEquals("danger-now", RELEASE.topics().getFirst().id());
        assertEquals("feedback", RELEASE.topics().getLast().id());
    }

    @Test
    void every_text_has_a_class_and_an_english_form() {
        for (var facts : ContentReader.read(ContentFiles.packed(), new ArrayList<>())
                .facts()
                .values()) {
            assertTrue(RELEASE.phrase(facts.id()).isPresent(), facts.id());
            assertTrue(RELEASE.text(facts.id(), "en", false).isPresent(), facts.id());
        }
    }

    @Test
    void every_text_the_program_names_exists() throws IOException {
        var id = Pattern.compile("\"((?:sys|duty|web|topic|section)\\.[a-z0-9.-]*[a-z0-9])\"");
        try (var sources = Files.walk(Path.of("src/main"))) {
            for (var source : sources.filter(Files::isRegularFile)
                    .filter(path -> path.toString().matches(".*\\.(java|jte)"))
                    .filter(path -> !path.toString().contains("/content/"))
                    .toList()) {
                id.matcher(Files.readString(source))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(name -> assertTrue(
                                RELEASE.phrase(name).isPresent(),
                                () -> source + " names " + name + ", which is no text"));
            }
        }
    }

    @Test
    void an_english_text_is_served_as_source_and_a_menu_keeps_its_lines() {
        var menu = RELEASE.text("sys.menu", "en", false).orElseThrow();
        assertEquals(ReviewState.SOURCE, menu.state());
        assertEquals(10, menu.pattern().lines().count());
    }

    @Test
    void every_drafted_language_is_complete_as_a_draft_and_english_alone_without() {
        var drafted = new TreeSet<>(Set.of("en"));
        ContentFiles.packed().under("translations/").forEach(file -> drafted.add(file.stem()));
        assertTrue(drafted.containsAll(List.of("ar", "es", "fr", "ro", "ru", "th", "tl", "vi")));
        assertEquals(drafted, new TreeSet<>(RELEASE.offered(true)));
        assertEquals(drafted, new TreeSet<>(RELEASE.complete(true)));
        assertEquals(List.of("en"), RELEASE.offered(false));
        assertEquals(List.of("en"), RELEASE.complete(false));
    }

    @Test
    void a_draft_is_served_only_where_drafts_are_switched_on() {
        assertEquals("ar", RELEASE.text("sys.crisis", "ar", true).orElseThrow().locale());
        assertEquals("en", RELEASE.text("sys.crisis", "ar", false).orElseThrow().locale());
        assertEquals(
                "es", RELEASE.text("sys.crisis", "es-MX", true).orElseThrow().locale());
    }

    @Test
    void an_unknown_locale_falls_back_to_english() {
        assertEquals(
                "en", RELEASE.text("sys.welcome", "xx-YY", false).orElseThrow().locale());
        assertTrue(RELEASE.text("sys.no-such-text", "en", true).isEmpty());
    }

    @Test
    void the_demonstration_line_has_its_values() {
        assertEquals("112", RELEASE.value("line:demo", "emergencyNumber").orElseThrow());
        assertTrue(RELEASE.value("line:other", "emergencyNumber").isEmpty());
    }

    @Test
    void a_local_clause_waits_for_its_legal_sign_off() {
        assertTrue(RELEASE.topic("safe-place").orElseThrow().localClause());
        assertTrue(
                RELEASE.localClause("safe-place", "line:demo", "RO", "en", true).isEmpty());
    }
}
