package org.amparo.reception;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final int RECENT_AT_MOST = 32;

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

    /// The question a number or yes/no answers now: the newest of ours, while it is open. A menu that came after it
    /// closes it, also once the menu is forgotten.
    Optional<Question> question(Instant now) {
        var asked = question;
        var shown = place;
        if (asked == null || !now.isBefore(asked.at().plus(asked.kind().open))) {
            return Optional.empty();
        }
        boolean menuCameAfter = shown != null && shown.at().isAfter(asked.at());
        return menuCameAfter ? Optional.empty() : Optional.of(asked);
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
        return with(copy -> copy.place = shown);
    }

    Dialogue asking(QuestionKind kind, List<String> options, Instant now) {
        return asking(new Question(kind, options, now, false));
    }

    Dialogue asking(@Nullable Question open) {
        return with(copy -> copy.question = open);
    }

    Dialogue keeping(List<String> topics, Instant now) {
        return with(copy -> {
            copy.kept = topics;
            copy.keptAt = topics.isEmpty() ? null : now;
        });
    }

    Dialogue counting(int newMisses, int newFruitless) {
        return with(copy -> {
            copy.misses = newMisses;
            copy.fruitless = newFruitless;
        });
    }

    Dialogue quietUntil(Instant until) {
        return with(copy -> copy.quietUntil = until);
    }

    Dialogue helpTyped(Instant now) {
        return with(copy -> copy.helpAt = now);
    }

    /// UNSAFE, or no to the safety question: all is forgotten but the counters that guard us.
    Dialogue unsafe(Instant now) {
        return begin(sessionAt).with(copy -> {
            copy.lastAt = lastAt;
            copy.quietUntil = quietUntil;
            copy.unsafeAt = now;
            copy.recent = recent;
        });
    }

    Dialogue saying(String what) {
        return said(what) ? this : with(copy -> copy.once = plus(once, what));
    }

    /// After a text with this hash: the last 10 minutes' texts, this one included, at most 32 of them.
    Dialogue heard(String hash, Instant now) {
        var fresh = recent.stream()
                .filter(one -> now.isBefore(one.at().plus(LATELY)))
                .toList();
        var all = plus(fresh, new Recent(hash, now));
        return with(copy -> {
            copy.lastAt = now;
            copy.recent = all.subList(Math.max(0, all.size() - RECENT_AT_MOST), all.size());
        });
    }

    private static <T> List<T> plus(List<T> list, T last) {
        var all = new ArrayList<>(list);
        all.add(last);
        return all;
    }

    int heardLately() {
        return recent.size();
    }

    /// How often the newest text came in the last 10 minutes.
    int sameLately() {
        var newest = recent.getLast().hash();
        return (int) recent.stream().filter(one -> one.hash().equals(newest)).count();
    }

    private Dialogue with(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.made();
    }

    /// A copy while it is being changed: names only the parts that change.
    private static final class Copy {
        private final Instant sessionAt;
        private Instant lastAt;
        private @Nullable Place place;
        private @Nullable Question question;
        private List<String> kept;
        private @Nullable Instant keptAt;
        private int misses;
        private int fruitless;
        private @Nullable Instant quietUntil;
        private @Nullable Instant helpAt;
        private @Nullable Instant unsafeAt;
        private List<Recent> recent;
        private List<String> once;

        Copy(Dialogue from) {
            sessionAt = from.sessionAt;
            lastAt = from.lastAt;
            place = from.place;
            question = from.question;
            kept = from.kept;
            keptAt = from.keptAt;
            misses = from.misses;
            fruitless = from.fruitless;
            quietUntil = from.quietUntil;
            helpAt = from.helpAt;
            unsafeAt = from.unsafeAt;
            recent = from.recent;
            once = from.once;
        }

        Dialogue made() {
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
                    once);
        }
    }
}
