package org.amparo.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.amparo.platform.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom people may be referred to, as a line's file names them.
class PartnerTest {
    private static final UUID ORGANISATION = new UUID(1, 2);

    private static List<Partner> read(String entries) {
        return LineFile.read("content/lines/test.yml", "name: test\npartners: [" + entries + "]")
                .partners(ORGANISATION);
    }

    @Test
    void a_line_names_its_partners_in_order() {
        var partners = read("{ code: haven, name: Haven House, source: agreement, verifiedOn: 2026-11-22 },"
                + " { code: law2, name: Law Desk, source: agreement, verifiedOn: '2026-01-31' }");
        assertEquals(
                List.of("haven", "law2"), partners.stream().map(Partner::code).toList());
        assertEquals(
                List.of(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 1, 31)),
                partners.stream().map(Partner::verifiedOn).toList());
        assertEquals(
                partners,
                read("{ code: haven, name: Haven House, source: agreement, verifiedOn: 2026-11-22 },"
                        + " { code: law2, name: Law Desk, source: agreement, verifiedOn: '2026-01-31' }"));
        assertTrue(partners.getFirst().called(" Haven "));
        assertFalse(partners.getFirst().called("have"));
        assertEquals(List.of(), read(""));
    }

    @Test
    void a_year_after_it_was_checked_nobody_is_referred() {
        var partner = read("{ code: haven, name: Haven House, source: agreement, verifiedOn: 2026-11-22 }")
                .getFirst();
        assertTrue(partner.takes(LocalDate.of(2026, 11, 22)));
        assertTrue(partner.takes(LocalDate.of(2027, 11, 21)));
        assertFalse(partner.takes(LocalDate.of(2027, 11, 22)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "haven",
                "{ code: haven, name: Haven House, source: agreement }",
                "{ code: haven, name: Haven House, verifiedOn: 2026-11-22 }",
                "{ code: haven, source: agreement, verifiedOn: 2026-11-22 }",
                "{ name: Haven House, source: agreement, verifiedOn: 2026-11-22 }",
                "{ code: the haven, name: Haven House, source: agreement, verifiedOn: 2026-11-22 }",
                "{ code: HAVEN, name: Haven House, source: agreement, verifiedOn: 2026-11-22 }",
                "{ code: haven, name: Haven House of the whole county, source: agreement, verifiedOn: 2026-11-22 }",
                "{ code: haven, name: Haven House, source: agreement, verifiedOn: lately }",
                "{ code: haven, name: A, source: s, verifiedOn: 2026-11-22 },"
                        + " { code: haven, name: B, source: s, verifiedOn: 2026-11-22 }"
            })
    void an_entry_that_makes_no_sense_stops_the_start(String entries) {
        var refused = assertThrows(StartRefused.class, () -> read(entries));
        assertTrue(String.valueOf(refused.getMessage()).contains("`partners` makes no sense"));
    }
}
