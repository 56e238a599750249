package org.amparo.dialogue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amparo.contacts.SendingState;
import org.amparo.content.ContentFiles;
import org.amparo.content.FileRelease;
import org.amparo.content.Piece;
import org.amparo.content.Release;
import org.amparo.content.Vocabulary;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.lines.Hours;
import org.amparo.lines.Line;
import org.amparo.numbers.PhoneNumber;
import org.amparo.reading.Reader;
import org.amparo.reading.ReadingContext;
import org.amparo.responders.Gender;

/// Somebody who texts a line and is answered by decisions alone: what one decides is the next one's situation, as
/// `Reception` would keep it. Nothing is stored or sent. Begins in English, at noon, on an open line with people.
final class Texter {
    private static final Instant NOON = Instant.parse("2026-11-22T10:00:00Z");
    private static final Release RELEASE = FileRelease.of(ContentFiles.packed(), InstantSource.fixed(NOON));
    private static final Reader READER = Reader.of(RELEASE.vocabulary());
    private static final UUID ID = new UUID(0, 1);

    private Instant now = NOON;
    private final Hours hours = daily(LocalTime.of(8, 0), LocalTime.of(22, 0));
    private Set<Gender> onDuty = Set.of(Gender.WOMAN, Gender.MAN);
    private boolean limited;
    private boolean attended = true;
    private boolean planned = true;
    private Optional<String> silentWord = Optional.empty();
    private boolean peopleAnswer = true;
    private boolean served = true;
    private boolean afterUnsafe;
    private Dialogue dialogue = Dialogue.begin(NOON);
    private SendingState sending = SendingState.fresh(ID, ID, ID, NOON);
    private Optional<String> locale = Optional.of("en");
    private boolean localeChosen;
    private boolean childPossible;
    private boolean stopped;
    private Situation.Talk talk = Situation.Talk.NONE;
    private Optional<Instant> restartAskedAt = Optional.empty();
    private Optional<Instant> lastCrisis = Optional.empty();
    private boolean late;
    private DeliveryStatus fate = DeliveryStatus.SENT;
    private final Map<UUID, DeliveryStatus> rows = new HashMap<>();
    private Decision newest = new Decision(dialogue, List.of(), false);

    private static Hours daily(LocalTime from, LocalTime until) {
        var span = new Hours.Span(from, until);
        return new Hours(Arrays.stream(DayOfWeek.values()).collect(Collectors.toMap(day -> day, _ -> span)));
    }

    // Who texts, and which line

    Texter onAClosedLine() {
        attended = false;
        return this;
    }

    Texter onALineWithoutPeople() {
        peopleAnswer = false;
        return this;
    }

    Texter whereTheCarrierDoesNotReach() {
        served = false;
        return this;
    }

    Texter withSilentWord(String word) {
        silentWord = Optional.of(word);
        return this;
    }

    /// From here on each text comes to us 11 minutes late.
    Texter whoseTextsComeLate() {
        late = true;
        return this;
    }

    /// What is said from here on gets so far and no further, for now.
    Texter whoseAnswersAre(DeliveryStatus status) {
        fate = status;
        return this;
    }

    /// What waited gets so far now, and so does what is said from here on.
    Texter whoseAnswersAreAtLast(DeliveryStatus status) {
        rows.replaceAll((_, before) -> before == DeliveryStatus.QUEUED ? status : before);
        return whoseAnswersAre(status);
    }

    Texter whoStopped() {
        stopped = true;
        return this;
    }

    Texter whoWritesIn(String language) {
        locale = Optional.of(language);
        return this;
    }

    Texter whoseLanguageIsUnknown() {
        locale = Optional.empty();
        return this;
    }

    /// Was welcomed and said that texting is safe; stands at the menu.
    Texter whoIsSafeAtTheMenu() {
        texts("hello");
        texts("1");
        return this;
    }

    /// A talk with them was ended for insults a while ago.
    Texter limited() {
        limited = true;
        return this;
    }

    Texter whereOnly(Gender gender) {
        onDuty = Set.of(gender);
        return this;
    }

    /// Nobody who speaks their language is planned.
    Texter nobodyIsPlanned() {
        planned = false;
        return this;
    }

    /// A responder took the waiting conversation.
    Texter held() {
        talk = new Situation.Talk(false, true, talk.danger(), talk.consent(), 3);
        return this;
    }

    /// The responder was set free, or a message was left: texts are kept, and nobody waits.
    Texter parked() {
        talk = new Situation.Talk(false, false, talk.danger(), talk.consent(), 3);
        return this;
    }

    Texter after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Texter afterMinutes(int minutes) {
        return after(Duration.ofMinutes(minutes));
    }

    // What follows

    /// The ids of what is said; a second passes.
    List<String> texts(String body) {
        return sends(body, false);
    }

    List<String> sendsAPicture() {
        return sends("", true);
    }

    private List<String> sends(String body, boolean media) {
        now = now.plusSeconds(1);
        afterUnsafe = sending.unsafe();
        var before = dialogue.live(now) ? dialogue.asked(rows) : Dialogue.begin(now);
        before = sending.safeLapsedBy(now) ? before.safetyLapsed() : before;
        sending = sending.wrote(now);
        newest = Turn.decide(situation(body, media, before.heard(body, now)), pages());
        dialogue = newest.dialogue();
        if (newest.effects().stream().anyMatch(effect -> effect instanceof Effect.Say say && say.asks())) {
            var row = UUID.randomUUID();
            rows.put(row, fate);
            dialogue = dialogue.askedBy(row);
        }
        newest.effects().forEach(this::happens);
        return newest.effects().stream()
                .flatMap(effect -> said(effect).stream())
                .toList();
    }

    private Situation situation(String body, boolean media, Dialogue heard) {
        var context = new ReadingContext(locale.orElse(null), line().languageOrder());
        return new Situation(
                READER.read(body, context),
                heard,
                line(),
                locale,
                localeChosen,
                childPossible,
                sending,
                stopped,
                restartAskedAt,
                talk,
                lastCrisis,
                media,
                body.isBlank(),
                served,
                false,
                afterUnsafe,
                silentWord.filter(body::equals).isPresent(),
                late,
                new Situation.Kept(false, limited, List.of(), Situation.Kept.NOTHING.feedback()),
                Optional.empty(),
                onDuty(),
                now);
    }

    private Situation.Duty onDuty() {
        return new Situation.Duty() {
            @Override
            public boolean nobody() {
                return !attended;
            }

            @Override
            public Optional<Instant> next(String locale) {
                return planned ? Optional.of(now.plus(Duration.ofHours(6))) : Optional.empty();
            }

            @Override
            public boolean has(Gender gender, String language) {
                return onDuty.contains(gender);
            }

            @Override
            public int ahead(String language) {
                return 2;
            }

            @Override
            public OptionalInt minutes(String language, boolean child) {
                return planned ? OptionalInt.of(5) : OptionalInt.empty();
            }
        };
    }

    static Vocabulary vocabulary() {
        return RELEASE.vocabulary();
    }

    Pages pages() {
        return new Pages(RELEASE, line(), true, peopleAnswer);
    }

    private Line line() {
        return new Line(
                ID,
                ID,
                "demo",
                new PhoneNumber("+447700900000"),
                Optional.empty(),
                Optional.empty(),
                "RO",
                ZoneId.of("Europe/Bucharest"),
                hours,
                List.of("en", "es", "fr", "ro", "ru", "ar", "vi", "tl", "hi", "ur"),
                "",
                silentWord,
                false,
                false,
                List.of(),
                List.of("112"),
                List.of());
    }

    private void happens(Effect effect) {
        switch (effect) {
            case Effect.Say _ ->
                said(effect).filter(id -> id.startsWith("crisis")).ifPresent(_ -> lastCrisis = Optional.of(now));
            case Effect.Speak speak -> {
                locale = Optional.of(speak.locale());
                localeChosen |= speak.chosen();
            }
            case Effect.Answered answered -> sending = sending.answered(answered.safe(), now);
            case Effect.Stop _ -> stopped = true;
            case Effect.Restart _ -> stopped = false;
            case Effect.RestartAsked _ -> restartAskedAt = Optional.of(now);
            case Effect.MayBeChild _ -> childPossible = true;
            case Effect.Wait wait -> talk = waiting(wait.priority() == Effect.Priority.DANGER, talk.consent());
            case Effect.Consent consent -> {
                if (talk.open() && consent.answer() != Effect.ConsentAnswer.ASKED_AGAIN) {
                    talk = waiting(
                            talk.danger(), Optional.of(consent.answer().name().toLowerCase(Locale.ROOT)));
                }
            }
            case Effect.LeaveMessage _,
                    Effect.Erase _,
                    Effect.WrongNumber _,
                    Effect.Agreed _,
                    Effect.ShowNote _,
                    Effect.Feedback _,
                    Effect.Survey _,
                    Effect.Surveyed _,
                    Effect.CodeWord _,
                    Effect.Prefer _,
                    Effect.NotTheLast _,
                    Effect.Needs _ -> {}
        }
    }

    private Situation.Talk waiting(boolean danger, Optional<String> consent) {
        return new Situation.Talk(!talk.held(), talk.held(), danger || talk.danger(), consent, 1);
    }

    private static Optional<String> said(Effect effect) {
        return effect instanceof Effect.Say say
                ? Optional.of(say.pieces().getFirst().textId().replaceFirst("^sys\\.", ""))
                : Optional.empty();
    }

    /// The languages of what was said last.
    List<String> saidIn() {
        return newest.effects().stream()
                .flatMap(effect -> effect instanceof Effect.Say say ? say.pieces().stream() : Stream.empty())
                .map(Piece::locale)
                .distinct()
                .toList();
    }

    /// The newest text had this effect.
    boolean had(Effect effect) {
        return newest.effects().contains(effect);
    }

    /// The newest text opened or raised a place in the queue.
    boolean tookAPlace() {
        return newest.effects().stream().anyMatch(Effect.Wait.class::isInstance);
    }

    boolean textIsKept() {
        return newest.keepText();
    }
}
