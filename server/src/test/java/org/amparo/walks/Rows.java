package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Messages;
import org.amparo.harness.Dump;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.numbers.Addresses;

/// What the database holds about one phone.
///
/// @param contact of that phone
record Rows(TestLine line, UUID contact, byte[] addressKey) {
    static Rows of(TestLine line, Phone phone) {
        var organisation = line.node().bean(Lines.class).first().organisationId();
        var address = ((Address.Read.Reachable) Address.read(phone.number())).address();
        var contact =
                line.node().bean(Contacts.class).find(organisation, address).orElseThrow();
        var key = line.node()
                .bean(Addresses.class)
                .all(organisation, address)
                .getFirst()
                .value();
        return new Rows(line, contact.id(), key);
    }

    static boolean exist(TestLine line, Phone phone) {
        var organisation = line.node().bean(Lines.class).first().organisationId();
        var address = ((Address.Read.Reachable) Address.read(phone.number())).address();
        return line.node().bean(Contacts.class).find(organisation, address).isPresent();
    }

    int conversations() {
        return talk().size();
    }

    UUID newestTalk() {
        return ids("SELECT id FROM conversation WHERE contact_id = :contact ORDER BY opened_at")
                .getLast();
    }

    /// Notes for whoever takes over.
    int notes() {
        return ids("""
                SELECT n.id FROM handover_note n JOIN conversation c ON c.id = n.conversation_id
                 WHERE c.contact_id = :contact""").size();
    }

    /// Notes of a talk, whoever's it was.
    static int notesOf(TestLine line, UUID talk) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery("SELECT count(*) FROM handover_note WHERE conversation_id = :talk")
                                .bind("talk", talk)
                                .mapTo(Integer.class)
                                .one());
    }

    /// Status, priority and consent of each conversation, the oldest first.
    List<String> talk() {
        return line.sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT status || ' ' || priority || ' ' || consent FROM conversation
                         WHERE contact_id = :contact ORDER BY opened_at
                        """)
                        .bind("contact", contact)
                        .mapTo(String.class)
                        .list());
    }

    /// The sealed texts of the conversations, opened.
    List<String> keptTexts() {
        var messages = line.node().bean(Messages.class);
        return ids("SELECT id FROM conversation WHERE contact_id = :contact ORDER BY opened_at").stream()
                .flatMap(id -> messages.texts(id).stream())
                .toList();
    }

    /// What became of the messages to this phone: text id, status and reason.
    List<String> outbox() {
        return line.sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT text_id || ' ' || status || COALESCE(' ' || reason, '') FROM outbox
                         WHERE contact_id = :contact ORDER BY position
                        """)
                        .bind("contact", contact)
                        .mapTo(String.class)
                        .list());
    }

    /// Whatever would give this person away in a dump: ids of their rows, and the keyed hash of the number.
    List<String> traces() {
        var traces = new ArrayList<String>();
        traces.add(contact.toString());
        traces.add(HexFormat.of().formatHex(addressKey));
        ids("SELECT id FROM conversation WHERE contact_id = :contact").forEach(id -> traces.add(id.toString()));
        ids("""
                SELECT m.id FROM message m JOIN conversation c ON c.id = m.conversation_id
                 WHERE c.contact_id = :contact""").forEach(id -> traces.add(id.toString()));
        ids("SELECT id FROM outbox WHERE contact_id = :contact").forEach(id -> traces.add(id.toString()));
        return List.copyOf(traces);
    }

    static void expectNone(TestLine line, List<String> traces) {
        var dump = Dump.of(line.database());
        for (var trace : traces) {
            assertEquals(List.of(), dump.tablesHolding(trace), "tables that still know " + trace);
        }
    }

    /// What may know an id for longer: the proof of an answer about consent, twelve months after what it allowed,
    /// and who was asked when to take a talk, a week after that ended. Both hold ids, codes and times alone.
    private static final Set<String> PROOF =
            Set.of("public.consent", "public.escalation_run", "public.offer", "public.handle");

    /// The same, but for the proof.
    static void expectNoneButProof(TestLine line, List<String> traces) {
        var dump = Dump.of(line.database());
        for (var trace : traces) {
            var tables = dump.tablesHolding(trace).stream()
                    .filter(table -> !PROOF.contains(table))
                    .toList();
            assertEquals(List.of(), tables, "tables that still know " + trace);
        }
    }

    private List<UUID> ids(String sql) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("contact", contact)
                        .mapTo(UUID.class)
                        .list());
    }
}
