package org.amparo.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.contacts.AgreedWindow;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingState.Safe;
import org.amparo.content.ContentFiles;
import org.amparo.content.FileRelease;
import org.amparo.content.Release;
import org.amparo.content.TextClass;
import org.junit.jupiter.api.Test;

/// Every text there is, with every state of a contact, against the table of `rulings.md` 1 as it is written there.
/// Who holds a conversation, and danger, change nothing here: the table knows neither.
class SendingGateTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Release RELEASE = FileRelease.of(ContentFiles.packed(), InstantSource.fixed(NOW));
    private static final Pattern ID = Pattern.compile("(?m)^ *- id: (\\S+)$");
    private static final UUID SOMEBODY = new UUID(0, 1);

    /// What a stopped contact may still get: `stop`, `restart-ask`, and direct answers to FORGET and MYDATA.
    private static final Set<String> TO_STOPPED = Set.of(
            "sys.stop",
            "sys.stop-named",
            "sys.restart-ask",
            "sys.restart-ask-alone",
            "sys.forget-ask",
            "sys.forget-kept",
            "sys.forget-done",
            "sys.forget-done-stopped",
            "sys.mydata",
            "sys.mydata-alone",
            "sys.mydata-none");

    /// One thing to be sent.
    private record Text(String id, TextClass textClass) {}

    /// The hours somebody agreed to, as seen from now.
    private enum Window {
        NONE,
        BEFORE,
        IN,
        AFTER
    }

    /// @param answered how long ago the text it answers came; empty: it answers none
    /// @param silenced how long ago a text asked for silence
    /// @param lastInbound how long ago the newest text came
    private record Case(
            boolean stopped,
            boolean unsafe,
            Safe safe,
            boolean lapsed,
            Optional<Duration> answered,
            Optional<Duration> silenced,
            Window window,
            boolean suspended,
            boolean messageLeft,
            Duration lastInbound) {
        SendingState state() {
            var windows = switch (window) {
                case NONE -> List.<AgreedWindow>of();
                case BEFORE -> List.of(hours(1, 2));
                case IN -> List.of(hours(-1, 1));
                case AFTER -> List.of(hours(-2, 0));
            };
            return new SendingState(
                    SOMEBODY,
                    SOMEBODY,
                    SOMEBODY,
                    safe,
                    Optional.of(NOW.plus(Duration.ofMinutes(lapsed ? 0 : 1))).filter(_ -> safe == Safe.YES),
                    Optional.of(NOW.minusSeconds(60)).filter(_ -> unsafe),
                    Optional.of(NOW.minusSeconds(60)).filter(_ -> stopped),
                    NOW.minus(lastInbound),
                    silenced.map(NOW::minus),
                    windows,
                    suspended,
                    messageLeft);
        }

        private static AgreedWindow hours(int from, int until) {
            return new AgreedWindow(NOW.plus(Duration.ofHours(from)), NOW.plus(Duration.ofHours(until)));
        }
    }

    /// `sends`, `waits` or `stays`, by the table alone.
    private static String expected(Text text, Case contact) {
        if (text.textClass() == TextClass.DUTY) {
            return "sends"; // contact safety does not apply
        }
        if (contact.stopped() && !TO_STOPPED.contains(text.id())) {
            return "stays";
        }
        boolean silent = contact.unsafe() || contact.safe() == Safe.NO;
        boolean safe = contact.safe() == Safe.YES && !contact.lapsed() && !contact.unsafe();
        return switch (text.textClass()) {
            case DUTY -> "sends";
            case REPLY -> {
                boolean fresh = contact.answered()
                        .filter(ago -> ago.compareTo(Duration.ofMinutes(10)) <= 0)
                        .isPresent();
                boolean silencedLater = contact.silenced()
                        .filter(ago -> contact.answered()
                                .map(answered -> ago.compareTo(answered) < 0)
                                .orElse(true))
                        .isPresent();
                yield fresh && !silencedLater ? "sends" : "stays";
            }
            case PROMISED -> silent ? "stays" : inSafeHours(contact);
            case PUSH -> safe ? inSafeHours(contact) : "stays";
            case AGREED -> silent || contact.suspended() ? "stays" : inWindow(contact);
        };
    }

    /// Safe hours hold back all that is no reply, unless the contact writes (`domain.md` E.3, `rulings.md` 1);
    /// after a left message nothing leaves until a person set some (`rulings.md` 6).
    private static String inSafeHours(Case contact) {
        boolean bound = contact.window() != Window.NONE || contact.messageLeft();
        return bound && !contact.suspended() ? inWindow(contact) : "sends";
    }

    private static String inWindow(Case contact) {
        if (contact.lastInbound().compareTo(Duration.ofDays(30)) >= 0) {
            return "stays"; // all permissions lapse after 30 days without contact (`domain.md` E.3)
        }
        return switch (contact.window()) {
            case NONE, AFTER -> "stays";
            case BEFORE -> "waits";
            case IN -> "sends";
        };
    }

    private static String decided(Text text, Case contact) {
        var answersAt = contact.answered().map(NOW::minus);
        var verdict = SendingGate.decide(text.textClass(), text.id(), answersAt, Optional.of(contact.state()), NOW);
        return switch (verdict) {
            case SendingGate.Verdict.Send _ -> "sends";
            case SendingGate.Verdict.Hold hold -> {
                assertTrue(hold.until().isAfter(NOW));
                yield "waits";
            }
            case SendingGate.Verdict.Drop _ -> "stays";
        };
    }

    @Test
    void every_text_leaves_or_stays_as_the_table_says() {
        var wrong = new TreeMap<String, String>();
        var cases = cases();
        for (var text : texts()) {
            for (var contact : cases) {
                var expected = expected(text, contact);
                var decided = decided(text, contact);
                if (!expected.equals(decided)) {
                    wrong.putIfAbsent(
                            text.textClass() + " " + text.id(), decided + ", not " + expected + ": " + contact);
                }
            }
        }
        assertEquals("", wrong.entrySet().stream().limit(20).map(e -> e + "\n").collect(Collectors.joining()));
    }

    @Test
    void nothing_but_duty_leaves_to_nobody() {
        for (var text : texts()) {
            var verdict = SendingGate.decide(text.textClass(), text.id(), Optional.of(NOW), Optional.empty(), NOW);
            assertEquals(
                    text.textClass() == TextClass.DUTY
                            ? new SendingGate.Verdict.Send()
                            : new SendingGate.Verdict.Drop(SendingGate.DropReason.NOBODY),
                    verdict,
                    text.id());
        }
    }

    /// The classes that the table names texts for. `closed` is a reply right after a text, and a push else
    /// (`rulings.md` 6); the file says the stricter.
    @Test
    void the_texts_the_table_names_are_of_its_classes() {
        var promised =
                List.of("joined", "crisis-no-one", "helper-gone", "no-one-free", "no-one-speaks", "referral-ask");
        for (var id : promised) {
            assertEquals(TextClass.PROMISED, textClass("sys." + id), id);
        }
        for (var id : List.of("handover-ask", "follow-up-ask", "machine-translation", "limits", "no-confirm")) {
            assertEquals(TextClass.PROMISED, textClass("sys." + id), id);
        }
        for (var id : List.of("waiting-still", "still-there", "survey", "closed")) {
            assertEquals(TextClass.PUSH, textClass("sys." + id), id);
        }
        assertEquals(TextClass.AGREED, textClass("sys.follow-up-open"));
        for (var text : texts()) {
            boolean duty = text.id().startsWith("duty.") || text.id().equals("relay.to-responder");
            assertEquals(duty, text.textClass() == TextClass.DUTY, text.id());
        }
    }

    private static TextClass textClass(String id) {
        return RELEASE.phrase(id).orElseThrow().textClass();
    }

    /// Every text of the release, and the words of people.
    private static List<Text> texts() {
        var ids = new HashSet<String>();
        for (var files : List.of("content/phrases", "content/duty")) {
            ContentFiles.packed().texts(files).values().stream()
                    .flatMap(file -> ID.matcher(file).results())
                    .forEach(found -> ids.add(found.group(1)));
        }
        RELEASE.topics().forEach(topic -> ids.add(topic.textId()));
        var all = new ArrayList<>(
                ids.stream().map(id -> new Text(id, textClass(id))).toList());
        all.add(new Text("relay.to-contact", TextClass.PROMISED));
        all.add(new Text("relay.to-responder", TextClass.DUTY));
        // classes that a text is given by its moment: consent asked by a responder, a talk closed right after a text
        all.add(new Text("sys.consent.v1", TextClass.PROMISED));
        all.add(new Text("sys.closed", TextClass.REPLY));
        assertTrue(all.size() > 150, () -> "only " + all.size());
        return all;
    }

    private static List<Case> cases() {
        var answered = Stream.of(
                        Optional.<Duration>empty(),
                        Optional.of(Duration.ZERO),
                        Optional.of(Duration.ofMinutes(10)),
                        Optional.of(Duration.ofMinutes(10).plusMillis(1)))
                .toList();
        var silenced = Stream.of(
                        Optional.<Duration>empty(),
                        Optional.of(Duration.ofMinutes(10)), // the very text, for one of the above
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(Duration.ofHours(2)))
                .toList();
        var cases = new ArrayList<Case>();
        for (int bits = 0; bits < 64; bits++) {
            for (var safe : Safe.values()) {
                for (var answer : answered) {
                    for (var silence : silenced) {
                        for (var window : Window.values()) {
                            cases.add(new Case(
                                    (bits & 1) != 0,
                                    (bits & 2) != 0,
                                    safe,
                                    (bits & 4) != 0,
                                    answer,
                                    silence,
                                    window,
                                    (bits & 8) != 0,
                                    (bits & 16) != 0,
                                    (bits & 32) != 0 ? Duration.ofDays(30) : Duration.ofHours(1)));
                        }
                    }
                }
            }
        }
        return cases;
    }
}
