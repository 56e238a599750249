package org.amparo.dialogue;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.amparo.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/// How far the automatic part has got with somebody (`domain.md` E.2): where they are in the menu, which question
/// of ours is open, which topic they asked for first, and counters. Holds no word they wrote. Immutable.
///
/// @param sessionAt when the talk under way began; a talk ends 24 h after the last text
/// @param place the menu, section or topic last shown
/// @param question the newest question, answered by a number once its text has left
/// @param earlier the questions before it that it may yet turn out not to have replaced, newest first
/// @param kept topics asked for before language and safety were known
/// @param keptPerson a person was asked for beside them ("help me with my passport")
/// @param misses texts in a row that were not understood
/// @param fruitless automatic replies since something sensible was asked
/// @param recent the texts of the last 10 minutes, as keyed hashes
/// @param once what is said once a session
@Serdeable
public record Dialogue(
        Instant sessionAt,
        Instant lastAt,
        @Nullable Place place,
        @Nullable Question question,
        List<Question> earlier,
        List<String> kept,
        @Nullable Instant keptAt,
        boolean keptPerson,
        int misses,
        int fruitless,
        @Nullable Instant quietUntil,
        @Nullable Instant helpAt,
        @Nullable Instant unsafeAt,
        List<Recent> recent,
        List<String> once) {

    /// A menu position is forgotten after so long; so is a topic that was kept.
    static final Duration POSITION = Duration.ofMinutes(15);

    public static final Duration SESSION = Duration.ofHours(24);

    private static final Duration LATELY = Duration.ofMinutes(10);
    private static final int RECENT_AT_MOST = 32;
    private static final int EARLIER_AT_MOST = 4;

    public Dialogue {
        earlier = earlier == null ? List.of() : List.copyOf(earlier); // an older program kept none
        kept = List.copyOf(kept);
        recent = List.copyOf(recent);
        once = List.copyOf(once);
    }

    public enum PlaceKind {
        MENU,
        SECTION,
        TOPIC
    }

    /// @param id the section's or topic's id; empty for the menu
    @Serdeable
    public record Place(PlaceKind kind, String id, Instant at) {}

    public enum QuestionKind {
        /// Which language? The option is the page.
        LANGUAGE(Duration.ofHours(24), Welcome.ONCE),
        SAFE(Duration.ofHours(24), SafetyQuestion.ONCE),
        FORGET(Duration.ofMinutes(10)),
        STOP(Duration.ofHours(24)),
        RESTART(Duration.ofHours(24)),
        /// Which of these? The options are command classes or topic ids.
        DID_YOU_MEAN(POSITION),
        /// 1 reads the topic that is the option.
        TOPIC_READY(POSITION),
        CONSENT(Duration.ofHours(24)),
        /// The same, asked again because they wanted to know what is kept: their answer holds until this one.
        CONSENT_AGAIN(Duration.ofHours(24)),
        /// What a responder asked to be allowed. The options are the consent and its purpose.
        AGREEMENT(Duration.ofHours(24)),
        /// 1 goes on waiting, 2 leaves a message. The option is the outbox row.
        GO_ON_WAITING(Duration.ofHours(2)),
        /// Is it a good time to text? The option is the outbox row.
        GOOD_TIME(Duration.ofHours(24)),
        /// 1 a woman, 2 a man, 3 anyone. The option is the outbox row; another one says that it is over.
        WHOM(Duration.ofHours(2)),
        /// 1 waits for a woman, or a man, as the option says; 2 is for anyone.
        HELPER_CHOICE(Duration.ofHours(24)),
        /// 1 leaves a message.
        OUT_OF_HOURS(Duration.ofHours(24)),
        /// The next text is the message.
        MESSAGE(Duration.ofMinutes(30)),
        /// Did it help? The option is the row that asked.
        SURVEY(POSITION),
        /// The next text is about the service.
        FEEDBACK(Duration.ofMinutes(30));

        private final Duration open;

        /// What is said once a session, and holds this question.
        private final Optional<String> once;

        QuestionKind(Duration open) {
            this.open = open;
            this.once = Optional.empty();
        }

        /// Not the dialogue asks it: it is looked up anew for each text.
        private boolean ofOthers() {
            return this == AGREEMENT || this == GO_ON_WAITING || this == GOOD_TIME || this == WHOM;
        }

        QuestionKind(Duration open, String once) {
            this.open = open;
            this.once = Optional.of(once);
        }
    }

    /// @param repeated a consent question is repeated once
    /// @param row the outbox row of the text that asks it; none while it is being decided
    /// @param waits that text had not left when we last looked: nobody can have seen it
    @Serdeable
    public record Question(
            QuestionKind kind,
            List<String> options,
            Instant at,
            boolean repeated,
            @Nullable UUID row,
            boolean waits) {
        public Question {
            options = List.copyOf(options);
        }

        static Question of(QuestionKind kind, List<String> options, Instant at, boolean repeated) {
            return new Question(kind, options, at, repeated, null, false);
        }

        private Question askedBy(UUID text) {
            return new Question(kind, options, at, repeated, text, waits);
        }

        private Question waiting(boolean still) {
            return new Question(kind, options, at, repeated, row, still);
        }
    }

    @Serdeable
    public record Recent(String hash, Instant at) {}

    public static Dialogue begin(Instant now) {
        return new Dialogue(
                now, now, null, null, List.of(), List.of(), null, false, 0, 0, null, null, null, List.of(), List.of());
    }

    public boolean live(Instant now) {
        return now.isBefore(lastAt.plus(SESSION));
    }

    /// The question a number or yes/no answers now: the newest of ours whose text has left, while it is open
    /// (`rulings.md` 4). A menu that came after it closes it, also once the menu is forgotten.
    Optional<Question> question(Instant now) {
        var shown = place;
        return questions()
                .filter(asked -> !asked.waits())
                .findFirst()
                .filter(asked -> now.isBefore(asked.at().plus(asked.kind().open)))
                .filter(asked -> shown == null || !shown.at().isAfter(asked.at()));
    }

    private Stream<Question> questions() {
        return Stream.concat(Stream.ofNullable(question), earlier.stream());
    }

    /// The outbox rows whose fate decides which question was asked.
    public List<UUID> rows() {
        return questions().map(Question::row).flatMap(Stream::ofNullable).toList();
    }

    /// What became of the questions' texts meanwhile: one that still waits is not seen yet, one that was dropped or
    /// failed was never asked, and what it would have been said once for may be said again.
    ///
    /// @param statuses of [#rows()]; a row that is gone was not sent
    public Dialogue asked(Map<UUID, DeliveryStatus> statuses) {
        var left = new ArrayList<Question>();
        var unsaid = new ArrayList<String>();
        questions().forEach(asked -> {
            var row = asked.row();
            var status = row == null ? DeliveryStatus.SENT : statuses.getOrDefault(row, DeliveryStatus.DROPPED);
            switch (status) {
                case QUEUED -> left.add(asked.waiting(true));
                case SENDING, SENT, DELIVERED -> left.add(asked.waiting(false));
                case UNDELIVERED, FAILED -> {}
                case DROPPED -> asked.kind().once.ifPresent(unsaid::add);
            }
        });
        return with(copy -> {
            copy.question = left.isEmpty() ? null : left.getFirst();
            copy.earlier = left.isEmpty() ? List.of() : left.subList(1, left.size());
            copy.once = once.stream().filter(said -> !unsaid.contains(said)).toList();
        });
    }

    /// The newest question is asked by this row of the outbox.
    public Dialogue askedBy(UUID row) {
        return with(copy -> copy.question = question == null ? null : question.askedBy(row));
    }

    Optional<Place> placeAt(Instant now) {
        var shown = place;
        return shown != null && now.isBefore(shown.at().plus(POSITION)) ? Optional.of(shown) : Optional.empty();
    }

    List<String> kept(Instant now) {
        var at = keptAt;
        return at != null && now.isBefore(at.plus(POSITION)) ? kept : List.of();
    }

    Dialogue keepingNothing() {
        return keeping(List.of(), false, lastAt);
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

    /// With questions that responders or the clock asked meanwhile, each in its time.
    public Dialogue joinedBy(List<Question> others) {
        var known = rows();
        var all = Stream.concat(
                        questions().filter(asked -> !asked.kind().ofOthers()),
                        others.stream()
                                .filter(asked -> asked.row() == null
                                        || !known.contains(asked.row())
                                        || questions()
                                                .anyMatch(own -> own.kind().ofOthers()
                                                        && asked.row().equals(own.row()))))
                .sorted(Comparator.comparing(Question::at).reversed())
                .limit(EARLIER_AT_MOST)
                .toList();
        return with(copy -> {
            copy.question = all.isEmpty() ? null : all.getFirst();
            copy.earlier = all.isEmpty() ? List.of() : all.subList(1, all.size());
        });
    }

    /// Those before it are kept as far as they may still be the newest that was sent.
    Dialogue asking(Question open) {
        var before = new ArrayList<Question>();
        for (var one : questions().toList()) {
            before.add(one);
            if (!one.waits() || before.size() == EARLIER_AT_MOST) {
                break;
            }
        }
        return with(copy -> {
            copy.question = open;
            copy.earlier = before;
        });
    }

    Dialogue askingNothing() {
        return with(copy -> {
            copy.question = null;
            copy.earlier = List.of();
        });
    }

    /// The questions that another one has: nothing was asked since.
    Dialogue askingAs(Dialogue other) {
        return with(copy -> {
            copy.question = other.question;
            copy.earlier = other.earlier;
        });
    }

    Dialogue keeping(List<String> topics, boolean person, Instant now) {
        return with(copy -> {
            copy.kept = topics;
            copy.keptAt = topics.isEmpty() ? null : now;
            copy.keptPerson = person;
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

    /// Safe = yes lapsed: whether it is safe may be asked once more. Who we are was said.
    public Dialogue safetyLapsed() {
        return with(copy -> copy.once = once.stream()
                        .filter(said -> !said.equals(SafetyQuestion.ONCE))
                        .toList())
                .saying(Welcome.ONCE);
    }

    /// After a text with this hash: the last 10 minutes' texts, this one included, at most 32 of them.
    public Dialogue heard(String hash, Instant now) {
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
        private List<Question> earlier;
        private List<String> kept;
        private @Nullable Instant keptAt;
        private boolean keptPerson;
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
            earlier = from.earlier;
            kept = from.kept;
            keptAt = from.keptAt;
            keptPerson = from.keptPerson;
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
                    earlier,
                    kept,
                    keptAt,
                    keptPerson,
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
