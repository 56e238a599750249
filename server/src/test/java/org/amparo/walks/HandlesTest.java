package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The short names of talks, on a real database.
class HandlesTest {
    @RegisterExtension
    static final TestLine LINE = TestLine.open();

    private final Handles handles = LINE.node().bean(Handles.class);
    private final Instant now = TestLine.NOON;
    private final UUID organisation = LINE.node().bean(Lines.class).first().organisationId();

    private UUID responder(String alias) {
        var line = LINE.node().bean(Lines.class).first();
        return LINE.node().bean(Responders.class).of(line.id()).stream()
                .filter(one -> one.alias().equals(alias))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void a_talk_keeps_its_name_and_no_two_have_the_same() {
        var ana = responder("Ana");
        var names = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            var talk = Ids.next(now);
            var name = handles.give(ana, talk, organisation, now);
            assertTrue(name.matches("[B-DF-HJ-NP-TV-Z][0-9]"), name);
            assertTrue(names.add(name));
            assertEquals(name, handles.give(ana, talk, organisation, now.plusSeconds(60)));
            assertEquals(Optional.of(talk), handles.conversation(ana, name, now));
            assertEquals(Optional.of(name), handles.of(ana, talk));
        }
    }

    @Test
    void a_name_is_free_again_a_day_after_it_was_last_used() {
        var leo = responder("Leo");
        var talk = Ids.next(now);
        var name = handles.give(leo, talk, organisation, now);
        assertEquals(Optional.of(talk), handles.conversation(leo, name, now.plusSeconds(86_399)));
        assertEquals(Optional.empty(), handles.conversation(leo, name, now.plusSeconds(86_400)));
        assertEquals(Optional.empty(), handles.conversation(responder("Noor"), name, now));
        assertNotEquals(Optional.of(talk), handles.conversation(leo, "A1", now));
    }
}
