package org.amparo.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FileReleaseTest {
    private static final String TOPICS = "content/topics/before.yml";
    private static final String PARAMETERS = "content/parameters.yml";

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void a_reviewed_text_is_served_where_drafts_are_off_and_a_draft_is_not() {
        var release = release(SmallContent.files());
        assertEquals("Adiós.", pattern(release, "sys.closed", "es", false));
        assertEquals("Hello, this is {serviceName}.", pattern(release, "sys.welcome", "es", false));
        assertEquals("Hola, somos {serviceName}.", pattern(release, "sys.welcome", "es", true));
    }

    @Test
    void a_language_is_offered_by_its_critical_texts_and_complete_by_its_topics() {
        var release = release(SmallContent.files());
        assertEquals(List.of("en", "es"), release.offered(true));
        assertEquals(List.of("en"), release.offered(false));
        assertEquals(List.of("en"), release.complete(true));
    }

    @Test
    void a_local_clause_needs_the_sign_off_of_the_country() {
        var release = release(signed());
        assertEquals(
                "Visa info: {serviceName}", clause(release, "line:demo", "RO").orElseThrow());
        assertTrue(clause(release, "line:demo", "MD").isEmpty());
    }

    @Test
    void a_local_clause_needs_every_value_in_it() {
        assertTrue(clause(release(signed()), "line:other", "RO").isEmpty());
    }

    @Test
    void a_value_that_may_grow_old_is_not_used_after_its_time() {
        var release = release(SmallContent.with(
                PARAMETERS, text -> text.replaceFirst("from: line", "from: line\n    validMonths: 12")));
        assertEquals("Info Line", release.value("line:demo", "serviceName").orElseThrow());
        now = Instant.parse("2027-11-22T23:59:59Z");
        assertTrue(release.value("line:demo", "serviceName").isPresent());
        now = Instant.parse("2027-11-23T00:00:00Z");
        assertTrue(release.value("line:demo", "serviceName").isEmpty());
        assertEquals("112", release.value("line:demo", "emergencyNumber").orElseThrow());
    }

    private static ContentFiles signed() {
        UnaryOperator<String> sign = text -> text.replace("signedOff: {}", "signedOff: {RO: 'Ana, 2026-11-22'}");
        return SmallContent.with(TOPICS, sign);
    }

    private Release release(ContentFiles files) {
        return FileRelease.of(files, () -> now);
    }

    private static String pattern(Release release, String id, String locale, boolean drafts) {
        return release.text(id, locale, drafts).orElseThrow().pattern();
    }

    private static Optional<String> clause(Release release, String scope, String country) {
        return release.localClause("visa", scope, country, "en", false).map(ServedText::pattern);
    }
}
