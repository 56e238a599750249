package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.AlarmFacts;
import org.amparo.alarms.Alarms;
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
    void a_day_with_more_talks_than_names_goes_on_and_no_name_in_use_is_given_away() {
        var noor = responder("Noor");
        var line = LINE.node().bean(Lines.class).first();
        var alarmed = Ids.next(now);
        var name = handles.give(noor, alarmed, organisation, now);
        LINE.node()
                .bean(Alarms.class)
                .raise(
                        Alarm.Kind.LOOK_AT_TALK,
                        organisation,
                        Optional.of(line.id()),
                        Optional.of(alarmed),
                        AlarmFacts.of(name).responder(noor),
                        now);
        for (int i = 1; i <= 200; i++) {
            var talk = Ids.next(now);
            var next = handles.give(noor, talk, organisation, now.plusSeconds(i));
            assertEquals(Optional.of(talk), handles.conversation(noor, next, now.plusSeconds(i)));
        }
        assertEquals(Optional.of(name), handles.of(noor, alarmed), "the alarm stands, so its name does");
    }

    @Test
    void when_every_name_is_in_use_an_alarm_says_none_and_a_talk_gets_the_oldest() {
        var vera = responder("Vera");
        for (int i = 0; i < 136; i++) {
            handles.give(vera, Ids.next(now), organisation, now.plusSeconds(i));
        }
        var line = LINE.node().bean(Lines.class).first();
        LINE.sql().useHandle(handle -> handle.execute("""
                INSERT INTO alarm (id, organisation_id, line_id, kind, subject_id, handle, raised_at, acknowledged_at,
                                   acknowledged_by)
                SELECT gen_random_uuid(), organisation_id, ?, 'incident', conversation_id, name, used_at, used_at, ?
                  FROM handle WHERE responder_id = ?
                """, line.id(), vera, vera));
        var later = now.plusSeconds(200);
        assertEquals(Optional.empty(), handles.find(vera, Ids.next(now), organisation, later));
        var talk = Ids.next(now);
        assertEquals(Optional.of(handles.give(vera, talk, organisation, later)), handles.of(vera, talk));

        var phone = LINE.phone();
        phone.texts("he will kill me").hears("sys.crisis", "en");
        phone.texts("UNSAFE").hears("sys.unsafe-ack", "en");
        assertEquals(
                "-",
                LINE.sql()
                        .withHandle(handle -> handle.createQuery(
                                        "SELECT handle FROM alarm WHERE kind = 'unsafe-in-danger' AND ended_at IS NULL")
                                .mapTo(String.class)
                                .one()));
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
