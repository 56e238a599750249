package org.amparo.reception;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far the automatic part has got with somebody (`domain.md` E.2): where they are in the menu, which question
/// of ours is open, which topic they asked for first, and counters. Holds no word they wrote. Immutable.
///
/// @param sessionAt when the talk under way began; a talk ends 24 h after the last text
/// @param place the menu, section or topic last shown
/// @param question the newest question a number answers
/// @param kept topics asked for before language and safety were known
/// @param misses texts in a row that were not understood
/// @param fruitless automatic replies since something sensible was asked
/// @param recent the texts of the last 10 minutes, as keyed hashes
/// @param once what is said once a session
@Serdeable
record Dialogue(
        Instant sessionAt,
        Instant lastAt,
        @Nullable Place place,
        @Nullable Question question,
        List<String> kept,
        @Nullable Instant keptAt,
        int misses,
        int fruitless,
        @Nullable Instant quietUntil,
        @Nullable Instant helpAt,
        @Nullable Instant unsafeAt,
        List<Recent> recent,
        List<String> once) {

    /// A menu position is forgotten after so long; so is a topic that was kept.
    static final Duration POSITION = Duration.ofMinutes(15);

    static final Duration SESSION = Duration.ofHours(24);

    Dialogue {
        kept = List.copyOf(kept);
        recent = List.copyOf(recent);
        once = List.copyOf(once);
    }

    enum PlaceKind {
        MENU,
        SECTION,
        TOPIC
    }

    /// @param id the section's or topic's id; empty for the menu
    @Serdeable
    record Place(PlaceKind kind, String id, Instant at) {}

    enum QuestionKind {
        /// Which language? The option is the page.
        LANGUAGE(Duration.ofHours(24)),
        SAFE(Duration.ofHours(24)),
        FORGET(Duration.ofMinutes(10)),
        STOP(Duration.ofHours(24)),
        RESTART(Duration.ofHours(24)),
        /// Which of these? The options are command classes or topic ids.
        DID_YOU_MEAN(POSITION),
        /// 1 reads the topic that is the option.
        TOPIC_READY(POSITION),
        CONSENT(Duration.ofHours(24)),
        /// 1 leaves a message.
        OUT_OF_HOURS(Duration.ofHours(24)),
        /// The next text is the message.
        MESSAGE(Duration.ofMinutes(30));

        private final Duration open;

        QuestionKind(Duration open) {
            this.open = open;
        }
    }

    /// @param repeated a consent question is repeated once
    @Serdeable
    record Question(QuestionKind kind, List<String> options, Instant at, boolean repeated) {
        Question {
            options = List.copyOf(options);
        }
    }

    @Serdeable
    record Recent(String hash, Instant at) {}

    static Dialogue begin(Instant now) {
        return new Dialogue(now, now, null, null, List.of(), null, 0, 0, null, null, null, List.of(), List.of());
    }

    boolean live(Instant now) {
        return now.isBefore(lastAt.plus(SESSION));
    }

    /// The question a number or yes/no answers now: the newest of ours, unless a menu came after it.
    Optional<Question> question(Instant now) {
        return openQuestion(now)
                .filter(open -> placeAt(now)
                        .filter(shown -> shown.at().isAfter(open.at()))
                        .isEmpty());
    }

    /// The open question, also when a menu came after it.
    Optional<Question> openQuestion(Instant now) {
        var open = question;
        return open != null && now.isBefore(open.at().plus(open.kind().open)) ? Optional.of(open) : Optional.empty();
    }

    Optional<Place> placeAt(Instant now) {
        var shown = place;
        return shown != null && now.isBefore(shown.at().plus(POSITION)) ? Optional.of(shown) : Optional.empty();
    }

    List<String> kept(Instant now) {
        var at = keptAt;
        return at != null && now.isBefore(at.plus(POSITION)) ? kept : List.of();
    }

    boolean said(String what) {
        return once.contains(what);
    }

    boolean quiet(Instant now) {
        var until = quietUntil;
        return until != null && now.isBefore(until);
    }

    Dialogue at(Place shown) {
        return new Dialogue(
                sessionAt,
                lastAt,
                shown,
                question,
                kept,
                keptAt,
                misses,
                fruitless,
                quietUntil,
                helpAt,
                unsafeAt,
                recent,
                once);
    }

    Dialogue asking(QuestionKind kind, List<String> options, Instant now) {
        return asking(new Question(kind, options, now, false));
    }

    Dialogue asking(@Nullable Question open) {
        return new Dialogue(
                sessionAt,
                lastAt,
                place,
                open,
                kept,
                keptAt,
                misses,
                fruitless,
                quietUntil,
                helpAt,
                unsafeAt,
                recent,
                once);
    }

    Dialogue keeping(List<String> topics, Instant now) {
        return new Dialogue(
                sessionAt,
                lastAt,
                place,
                question,
                topics,
                topics.isEmpty() ? null : now,
                misses,
                fruitless,
                quietUntil,
                helpAt,
                unsafeAt,
                recent,
                once);
    }

    Dialogue counting(int newMisses, int newFruitless) {
        return new Dialogue(
                sessionAt,
                lastAt,
                place,
                question,
                kept,
                keptAt,
                newMisses,
                newFruitless,
                quietUntil,
                helpAt,
                unsafeAt,
                recent,
                once);
    }

    Dialogue quietUntil(Instant until) {
        return new Dialogue(
                sessionAt, lastAt, place, question, kept, keptAt, misses, fruitless, until, helpAt, unsafeAt, recent,
                once);
    }

    Dialogue helpTyped(Instant now) {
        return new Dialogue(
                sessionAt,
                lastAt,
                place,
                question,
                kept,
                keptAt,
                misses,
                fruitless,
                quietUntil,
                now,
                unsafeAt,
                recent,
                once);
    }

    /// UNSAFE, or no to the safety question: all is forgotten but the counters that guard us.
    Dialogue unsafe(Instant now) {
        return new Dialogue(
                sessionAt, lastAt, null, null, List.of(), null, 0, 0, quietUntil, null, now, recent, List.of());
    }

    Dialogue saying(String what) {
        if (said(what)) {
            return this;
        }
        var all = new ArrayList<>(once);
        all.add(what);
        return new Dialogue(
                sessionAt,
                lastAt,
                place,
                question,
                kept,
                keptAt,
                misses,
                fruitless,
                quietUntil,
                helpAt,
                unsafeAt,
                recent,
                all);
    }

    /// After a text with this hash: the last 10 minutes' texts, this one included, at most 32 of them.
    Dialogue heard(String hash, Instant now) {
        var fresh = new ArrayList<Recent>();
        for (var one : recent) {
            if (now.isBefore(one.at().plus(Duration.ofMinutes(10)))) {
                fresh.add(one);
            }
        }
        fresh.add(new Recent(hash, now));
        var kept32 = fresh.subList(Math.max(0, fresh.size() - 32), fresh.size());
        return new Dialogue(
                sessionAt,
                now,
                place,
                question,
                kept,
                keptAt,
                misses,
                fruitless,
                quietUntil,
                helpAt,
                unsafeAt,
                kept32,
                once);
    }

    int heardLately() {
        return recent.size();
    }

    /// How often the newest text came in the last 10 minutes.
    int sameLately() {
        var newest = recent.getLast().hash();
        return (int) recent.stream().filter(one -> one.hash().equals(newest)).count();
    }
}
