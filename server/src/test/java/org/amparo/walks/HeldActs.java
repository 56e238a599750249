package org.amparo.walks;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;

/// Somebody who is asked takes a talk in a [RandomNight]; whoever holds one does something with it, and those whom
/// that asks may answer at once. Such steps are drawn together: drawn one by one they hardly ever meet.
final class HeldActs {
    private static final List<String> ALIASES = List.of("Ana", "Leo", "Noor", "Mina", "House", "Vera");
    private static final String SUPERVISOR = "+447700900110";

    private static final String HELD = """
            SELECT c.id AS conversation, c.contact_id AS contact, r.alias, h.name AS handle
              FROM conversation c
              JOIN participant p ON p.conversation_id = c.id AND p.kind = 'responder' AND p.left_at IS NULL
              JOIN responder r ON r.id = p.person_id
              JOIN handle h ON h.responder_id = r.id AND h.conversation_id = c.id
             WHERE c.status = 'held' ORDER BY c.opened_at, c.id
            """;
    private static final String ASKED = """
            SELECT c.id AS conversation, c.contact_id AS contact, r.alias, h.name AS handle
              FROM offer o
              JOIN escalation_run e ON e.id = o.run_id
              JOIN conversation c ON c.id = e.conversation_id
              JOIN responder r ON r.id = o.responder_id
              JOIN handle h ON h.responder_id = r.id AND h.conversation_id = c.id
             WHERE o.answer = 'open' ORDER BY o.asked_at, o.id
            """;

    private final TestLine line;
    private final Random random;
    private final List<Phone> contacts;
    private final BiConsumer<Phone, String> says;

    HeldActs(TestLine line, Random random, List<Phone> contacts, BiConsumer<Phone, String> says) {
        this.line = line;
        this.random = random;
        this.contacts = contacts;
        this.says = says;
    }

    /// A talk that somebody holds, or is asked to take.
    ///
    /// @param handle what they call it
    record Talk(UUID conversation, UUID contact, String alias, String handle) {}

    /// Whether anybody holds or is asked anything.
    boolean act() {
        var asked = talks(ASKED);
        var held = talks(HELD);
        if (!asked.isEmpty() && (held.isEmpty() || random.nextInt(3) == 0)) {
            asPerson(one(asked), "1");
            return true;
        }
        if (held.isEmpty()) {
            return false;
        }
        var talk = one(held);
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> refers(talk, random.nextBoolean(), random.nextInt(3) > 0);
            case 4 -> asPerson(talk, "#pass she needs a doctor");
            case 5 -> asPerson(talk, "#give " + one(ALIASES));
            case 6 -> supervised(talk, "#give " + one(ALIASES));
            case 7 -> supervised(talk, "#mine");
            case 8 -> asPerson(talk, "#not-me");
            case 9 -> asPerson(talk, "#urgent");
            case 10 -> asPerson(talk, "#child on");
            case 11 -> asPerson(talk, "#consent");
            case 12 -> contact(talk).ifPresent(one -> says.accept(one, "UNSAFE"));
            default -> asPerson(talk, "I am here, tell me more");
        }
        if (random.nextBoolean()) {
            answers(talk);
        }
        return true;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /// Begins a night in one of four ways, before anything fails: what the nights must show happens in one of any
    /// four that follow one another.
    void begin(int which, Phone contact) {
        says.accept(contact, which == 3 ? "he locked the door and took my phone charger, help me" : "9");
        asPerson(talks(ASKED).getFirst(), "1");
        var talk = talks(HELD).getFirst();
        switch (which) {
            case 0 -> refers(talk, true, true);
            case 1 -> {
                asPerson(talk, "#pass she needs a doctor");
                says.accept(contact, "1");
                // An own policy may wait before it asks the next one.
                talks(ASKED).stream().findFirst().ifPresent(next -> asPerson(next, "1"));
            }
            case 2 -> supervised(talk, "#mine");
            default -> asPerson(talk, "I am here, tell me more");
        }
    }

    /// A note for a partner; of a child, another adult is asked first.
    private void refers(Talk talk, boolean child, boolean yes) {
        if (child) {
            contact(talk).ifPresent(one -> says.accept(one, "I am 14 years old"));
        }
        asPerson(talk, "#refer haven Wants a safe bed.");
        handleOfVera(talk).ifPresent(handle -> {
            says.accept(line.phone(SUPERVISOR), handle + " 1");
            says.accept(line.phone(SUPERVISOR), (yes ? "#yes " : "#no ") + handle);
        });
        contact(talk).ifPresent(one -> says.accept(one, yes ? "1" : "2"));
        if (yes) {
            asPerson(talk, "#given");
        }
    }

    private void answers(Talk talk) {
        contact(talk).ifPresent(one -> says.accept(one, random.nextInt(3) > 0 ? "1" : "2"));
    }

    /// The holder calls their supervisor, who takes the talk or gives it to another.
    private void supervised(Talk talk, String command) {
        asPerson(talk, "#mine");
        handleOfVera(talk).ifPresent(handle -> says.accept(line.phone(SUPERVISOR), handle + " " + command));
    }

    private void asPerson(Talk talk, String words) {
        number(talk.alias()).ifPresent(number -> says.accept(line.phone(number), talk.handle() + " " + words));
    }

    private static Optional<String> number(String alias) {
        return switch (alias) {
            case "Ana" -> Optional.of("+447700900101");
            case "Leo" -> Optional.of("+447700900102");
            case "Noor" -> Optional.of("+447700900103");
            case "Vera" -> Optional.of(SUPERVISOR);
            case "Mina" -> Optional.of("+447700900120");
            case "House" -> Optional.of("+447700900180");
            default -> Optional.empty();
        };
    }

    private Optional<Phone> contact(Talk talk) {
        return contacts.stream()
                .filter(one -> Rows.exist(line, one))
                .filter(one -> Rows.of(line, one).contact().equals(talk.contact()))
                .findFirst();
    }

    private List<Talk> talks(String query) {
        return line.sql()
                .withHandle(handle -> handle.createQuery(query)
                        .map((row, _) -> new Talk(
                                row.getObject("conversation", UUID.class),
                                row.getObject("contact", UUID.class),
                                row.getString("alias"),
                                row.getString("handle")))
                        .list());
    }

    /// What the supervisor calls the talk, once she was told of it.
    private Optional<String> handleOfVera(Talk talk) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("""
                        SELECT h.name FROM handle h JOIN responder r ON r.id = h.responder_id
                         WHERE h.conversation_id = :talk AND r.alias = 'Vera'
                        """)
                        .bind("talk", talk.conversation())
                        .mapTo(String.class)
                        .findOne());
    }
}
