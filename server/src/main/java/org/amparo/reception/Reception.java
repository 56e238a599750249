package org.amparo.reception;

import io.micronaut.context.annotation.Property;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.amparo.contacts.CodeWords;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Contact;
import org.amparo.contacts.Contacts;
import org.amparo.contacts.OpenConsent;
import org.amparo.contacts.OptOuts;
import org.amparo.contacts.Purpose;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.content.Phrase;
import org.amparo.content.Piece;
import org.amparo.content.Release;
import org.amparo.content.TextClass;
import org.amparo.content.WordClass;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.HandoverNotes;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.Surveys;
import org.amparo.delivery.Copies;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.desk.Agreements;
import org.amparo.desk.ParkedTalks;
import org.amparo.desk.Relays;
import org.amparo.dialogue.Agreement;
import org.amparo.dialogue.CodeWord;
import org.amparo.dialogue.ConsentQuestion;
import org.amparo.dialogue.Decision;
import org.amparo.dialogue.Dialogue;
import org.amparo.dialogue.Effect;
import org.amparo.dialogue.Forgetting;
import org.amparo.dialogue.Pages;
import org.amparo.dialogue.Situation;
import org.amparo.dialogue.SurveyQuestion;
import org.amparo.dialogue.Turn;
import org.amparo.dialogue.WaitingQuestion;
import org.amparo.escalation.Attendance;
import org.amparo.escalation.Exclusions;
import org.amparo.escalation.Handovers;
import org.amparo.feedback.Feedback;
import org.amparo.numbers.AddressKey;
import org.amparo.numbers.Addresses;
import org.amparo.reading.Reading;
import org.amparo.reading.ReadingContext;
import org.amparo.responders.Gender;
import org.amparo.retention.Erasures;
import org.amparo.statistics.Statistics;

/// Handles one inbound text in one transaction: claims it, recognises who wrote, reads it, decides ([Turn]) and
/// does what was decided. Replies leave through the outbox after the commit.
///
/// Locks are taken in one order everywhere: the claim, then the contact's row, then what hangs on it.
@Singleton
class Reception {
    /// By then a text that waits for its next part is handled without it.
    private static final Duration PART_HANDLED = Duration.ofMinutes(1);

    /// A text that got so far can have been read.
    private static final Set<DeliveryStatus> LEFT =
            Set.of(DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.DELIVERED);

    private final Claims claims;
    private final Contacts contacts;
    private final SendingStates states;
    private final OptOuts optOuts;
    private final Addresses addresses;
    private final Conversations conversations;
    private final DialogueRows dialogues;
    private final Outbox outbox;
    private final Erasures erasures;
    private final WaitingParts parts;
    private final ResponderTexts responderTexts;
    private final Handovers handovers;
    private final Exclusions exclusions;
    private final Attendance attendance;
    private final Readers readers;
    private final Statistics statistics;
    private final Copies copies;
    private final CarrierBlocks carrierBlocks;
    private final Relays relays;
    private final Agreements agreements;
    private final ParkedTalks parkedTalks;
    private final Consents consents;
    private final CodeWords codeWords;
    private final HandoverNotes notes;
    private final Feedback feedback;
    private final Surveys surveys;
    private final PracticePhones practicePhones;
    private final InstantSource time;
    private final boolean drafts;
    private final boolean peopleAnswer;

    Reception(
            Claims claims,
            Contacts contacts,
            SendingStates states,
            OptOuts optOuts,
            Addresses addresses,
            Conversations conversations,
            DialogueRows dialogues,
            Outbox outbox,
            Erasures erasures,
            WaitingParts parts,
            ResponderTexts responderTexts,
            Handovers handovers,
            Exclusions exclusions,
            Attendance attendance,
            Readers readers,
            Statistics statistics,
            Copies copies,
            CarrierBlocks carrierBlocks,
            Relays relays,
            Agreements agreements,
            ParkedTalks parkedTalks,
            Consents consents,
            CodeWords codeWords,
            HandoverNotes notes,
            Feedback feedback,
            Surveys surveys,
            PracticePhones practicePhones,
            InstantSource time,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts,
            @Property(name = "amparo.information-only", defaultValue = "false") boolean informationOnly) {
        this.claims = claims;
        this.contacts = contacts;
        this.states = states;
        this.optOuts = optOuts;
        this.addresses = addresses;
        this.conversations = conversations;
        this.dialogues = dialogues;
        this.outbox = outbox;
        this.erasures = erasures;
        this.parts = parts;
        this.responderTexts = responderTexts;
        this.handovers = handovers;
        this.exclusions = exclusions;
        this.attendance = attendance;
        this.readers = readers;
        this.statistics = statistics;
        this.copies = copies;
        this.carrierBlocks = carrierBlocks;
        this.relays = relays;
        this.agreements = agreements;
        this.parkedTalks = parkedTalks;
        this.consents = consents;
        this.codeWords = codeWords;
        this.notes = notes;
        this.feedback = feedback;
        this.surveys = surveys;
        this.practicePhones = practicePhones;
        this.time = time;
        this.drafts = drafts;
        this.peopleAnswer = !informationOnly;
    }

    /// Handles a text unless it was handled before. A repeat, on any node and in any order, has no effect.
    @Transactional
    public void handle(InboundText text) {
        var now = time.instant();
        if (claims.claim(text.carrierId(), now)) {
            take(text, now);
        } else {
            handled(text, now);
        }
    }

    /// Handles a text that was kept aside, unless it was handled before, or its sender was erased since it came:
    /// then it must not bring them back.
    ///
    /// @param claimed its carrier id was claimed before it was kept
    /// @param stillKept asked while the sender's row is locked, if there is one
    @Transactional
    public void handleKept(InboundText text, boolean claimed, BooleanSupplier stillKept) {
        var now = time.instant();
        boolean first = claims.claim(text.carrierId(), now) || claimed;
        contacts.lock(text.line().organisationId(), text.from());
        if (stillKept.getAsBoolean() && first) {
            if (claimed) {
                // it has waited for its next part already
                answer(text, recognise(text, now), now);
            } else {
                take(text, now);
            }
        }
        handled(text, now);
    }

    private void take(InboundText text, Instant now) {
        if (responderTexts.take(text, now)) {
            handled(text, now);
            return;
        }
        var known = recognise(text, now);
        var before = parts.apart(text, known, now);
        before.ifPresent(earlier -> answer(earlier, known, now));
        var contact = before.isPresent() ? recognise(text, now) : known;
        var whole = parts.join(text, contact, now);
        var handled = whole.isPresent() ? now : now.plus(PART_HANDLED);
        copies.handled(text.line(), text.carrierId(), text.media(), Optional.of(contact.id()), handled, now);
        if (whole.isPresent()) {
            answer(whole.get(), contact, now);
        }
    }

    /// The carrier's copy of a text that changed nothing may go too.
    private void handled(InboundText text, Instant now) {
        copies.handled(text.line(), text.carrierId(), text.media(), Optional.empty(), now, now);
    }

    /// Handles a text whose next part did not come. The contact's row is locked before the part's, as everywhere.
    @Transactional
    public void handlePart(WaitingParts.Due part) {
        var now = time.instant();
        contacts.lock(part.contact());
        parts.take(part.id(), now).ifPresent(text -> answer(text, recognise(text, now), now));
    }

    /// Whoever writes again before an erasure has run is erased first, and is new. The answer to FORGET, if it has
    /// not left yet, leaves all the same.
    private Contact recognise(InboundText text, Instant now) {
        var organisation = text.line().organisationId();
        var contact = contacts.recognise(organisation, text.from(), now);
        if (erasures.requested(contact.id())) {
            var answers = outbox.withhold(contact.id(), Forgetting.DONE);
            erasures.eraseNow(contact.id());
            var fresh = contacts.recognise(organisation, text.from(), now);
            outbox.giveTo(answers, fresh.id());
            return practicePhones.known(fresh, text, now);
        }
        return practicePhones.known(contact, text, now);
    }

    private void answer(InboundText text, Contact contact, Instant now) {
        var line = text.line();
        var release = readers.current();
        var keys = addresses.all(line.organisationId(), text.from());
        optOuts.rekey(line.id(), keys);
        var optOut = optOuts.find(line.id(), keys);
        var open = conversations.open(contact.id(), line.id());
        var known = states.find(contact.id(), line.id());
        var before =
                known.orElseGet(() -> SendingState.fresh(contact.id(), line.id(), line.organisationId(), text.at()));
        var reading = readers.of(release)
                .read(text.body(), new ReadingContext(contact.locale().orElse(null), line.languageOrder()));
        var sending = stoppedAs(before.wrote(text.at()), optOut.map(OptOuts.OptOut::stoppedAt));
        var dialogue =
                dialogues.find(contact.id(), line.id(), now).heard(claims.fingerprint(contact.id(), text.body()), now);
        if (before.safeLapsedBy(text.at())) {
            dialogue = dialogue.safetyLapsed();
        }
        outbox.replaceWaiting(contact.id(), line.id(), now);
        outbox.lookAgain(contact.id(), now);
        surveys.withdraw(contact.id(), now);
        var talked = dialogue;
        dialogue = dialogue.joinedBy(Stream.of(
                        consents.open(contact.id(), line.id(), now).stream()
                                .filter(OpenConsent::byResponder)
                                .map(Agreement::question),
                        surveys.asked(contact.id(), line.id()).stream()
                                .map(SurveyQuestion::question)
                                .filter(asked -> SurveyQuestion.open(talked, asked)),
                        WaitingQuestion.of(
                                outbox.asked(
                                        contact.id(), line.id(), WaitingQuestion.TEXTS, now.minus(Dialogue.SESSION)),
                                talked)
                                .stream())
                .flatMap(questions -> questions)
                .toList());
        dialogue = dialogue.asked(outbox.asSeen(dialogue.rows()));
        contacts.wrote(contact.id(), text.at());

        var situation = new Situation(
                reading,
                dialogue,
                line,
                contact.locale(),
                contact.localeChosen(),
                contact.childPossible(),
                sending,
                optOut.isPresent(),
                optOut.flatMap(OptOuts.OptOut::restartAskedAt),
                open.map(one -> talk(one, refusesTheLast(reading), now)).orElse(Situation.Talk.NONE),
                outbox.lastCrisis(contact.id(), line.id()),
                text.media(),
                text.body().isBlank(),
                !text.from().beginsWithAny(line.notServed()),
                elsewhere(text),
                known.filter(SendingState::unsafe).isPresent(),
                line.silent(text.body()),
                now.isAfter(text.at().plus(Outgoing.ANSWERS_WITHIN)),
                new Situation.Kept(
                        consents.keepsTexts(contact.id(), ConsentQuestion.ID, now),
                        conversations.limited(contact.id(), line.id(), now),
                        conversations.kept(contact.id(), line.id()),
                        feedback.kept(keys)),
                codeWord(contact, text, now),
                duty(line.id(), contact.test(), now),
                now);
        var decision = CarrierOptOut.mend(
                Turn.decide(situation, new Pages(release, line, drafts, peopleAnswer)), text.carrierDid(), optOut);
        var doing = new Doing(
                text, contact, keys, release, reading, sending, awake(open, decision, situation, contact.id()), now);
        doing.all(decision);
        if (optOuts.find(line.id(), keys).filter(OptOuts.OptOut::atCarrier).isPresent()) {
            doing.conversation().ifPresent(carrierBlocks::met);
        }
        boolean session = known.filter(
                        state -> text.at().isBefore(state.lastInboundAt().plus(SendingState.SESSION)))
                .isEmpty();
        if (!contact.test()) {
            Counting.of(decision, situation, session).forEach(event -> statistics.count(event, now));
        }
    }

    /// The secret word is asked for, once its question has left.
    private Optional<CodeWord.Asked> codeWord(Contact contact, InboundText text, Instant now) {
        return codeWords
                .open(contact.id(), text.line().id(), now)
                .filter(open -> LEFT.contains(
                        outbox.asSeen(List.of(open.row())).getOrDefault(open.row(), DeliveryStatus.DROPPED)))
                .map(open -> new CodeWord.Asked(
                        open.kind(),
                        CodeWords.couldBe(text.body()),
                        open.kind() == CodeWords.Kind.CHECK && codeWords.isRight(contact.id(), text.body()),
                        open.last()));
    }

    /// True when the sender's number is of another country than the line's number, and than the country it serves.
    private static boolean elsewhere(InboundText text) {
        var line = text.line();
        var home = line.number().country();
        return text.from()
                .country()
                .filter(country ->
                        !country.equals(line.country()) && !Optional.of(country).equals(home))
                .isPresent();
    }

    /// Practice has no hours: whoever takes part is there.
    private Situation.Duty duty(UUID line, boolean practice, Instant now) {
        return new Situation.Duty() {
            @Override
            public boolean nobody() {
                return !practice && attendance.nobody(line, now);
            }

            @Override
            public Optional<Instant> next(String locale) {
                return attendance.next(line, locale, now);
            }

            @Override
            public boolean has(Gender gender, String locale) {
                return attendance.has(line, locale, gender, now);
            }
        };
    }

    private static SendingState stoppedAs(SendingState state, Optional<Instant> stoppedAt) {
        if (stoppedAt.isPresent() && !state.stopped()) {
            return state.stopped(stoppedAt.get());
        }
        return stoppedAt.isEmpty() && state.stopped() ? state.restarted() : state;
    }

    /// A resting talk wakes up when the contact wrote words for somebody, not a command that ends or silences it.
    private Optional<OpenConversation> awake(
            Optional<OpenConversation> open, Decision decision, Situation situation, UUID contact) {
        boolean rests = open.filter(one -> one.status() == OpenConversation.Status.PARKED)
                .isPresent();
        boolean wakes = situation.talk().held()
                ? decision.effects().stream().allMatch(Doing::leavesTheWords)
                : decision.effects().stream().noneMatch(Reception::silences);
        if (!rests || !wakes || !decision.keepText()) {
            return open;
        }
        var line = situation.line();
        if (decision.effects().stream().anyMatch(Effect.NotTheLast.class::isInstance)) {
            exclusions.notTheLast(contact, line.id(), situation.now());
        }
        parkedTalks.wake(open.get().id(), line, situation.now());
        return conversations.open(contact, line.id());
    }

    private static boolean silences(Effect effect) {
        return switch (effect) {
            case Effect.Stop _, Effect.Erase _, Effect.WrongNumber _ -> true;
            case Effect.Answered answered -> answered.safe() == SendingState.Safe.NO;
            default -> false;
        };
    }

    /// "Not this person": whoever a resting talk would go back to.
    private static boolean refusesTheLast(Reading reading) {
        return reading.command()
                .map(Reading.CommandHit::kind)
                .filter(WordClass.OTHER_PERSON::equals)
                .isPresent();
    }

    /// A resting talk is read as what it is about to become.
    private Situation.Talk talk(OpenConversation open, boolean refusesTheLast, Instant now) {
        boolean rests = open.status() == OpenConversation.Status.PARKED;
        boolean back = rests && !refusesTheLast && parkedTalks.goesBack(open.id(), now);
        return new Situation.Talk(
                open.status() == OpenConversation.Status.WAITING || (rests && !back),
                open.status() == OpenConversation.Status.HELD || back,
                open.dangerAt().isPresent(),
                open.consent(),
                open.texts(),
                open.ahead());
    }

    /// Does what was decided for one text.
    private final class Doing {
        /// What is said beside a text that is the responder's to read.
        private static final Set<String> WORDS_STAY = Set.of("sys.media", "sys.restart-ask");

        private final InboundText text;
        private final Contact contact;
        private final List<AddressKey> keys;
        private final Release release;
        private final Reading reading;
        private final Instant now;
        private final boolean inDanger;
        private final boolean held;
        private final boolean left;
        private final boolean open;
        private SendingState sending;
        private Optional<UUID> conversation;
        private String locale;
        private Optional<UUID> asking = Optional.empty();
        private Optional<Effect.ConsentAnswer> consented = Optional.empty();

        Doing(
                InboundText text,
                Contact contact,
                List<AddressKey> keys,
                Release release,
                Reading reading,
                SendingState sending,
                Optional<OpenConversation> open,
                Instant now) {
            this.text = text;
            this.contact = contact;
            this.keys = keys;
            this.release = release;
            this.reading = reading;
            this.sending = sending;
            this.conversation = open.map(OpenConversation::id);
            this.held = open.filter(talk -> talk.status() == OpenConversation.Status.HELD)
                    .isPresent();
            this.left = open.filter(talk -> talk.status() == OpenConversation.Status.LEFT)
                    .isPresent();
            this.open = open.isPresent();
            this.inDanger = open.flatMap(OpenConversation::dangerAt).isPresent();
            this.now = now;
            this.locale = contact.locale().orElse("en");
        }

        Optional<UUID> conversation() {
            return conversation;
        }

        void all(Decision decision) {
            // Before what closes or erases a conversation, which saves the state too.
            states.save(sending);
            decision.effects().forEach(this::one);
            states.save(sending);
            if (contact.test() && PracticePhones.calls(decision, open, inDanger)) {
                say(List.of(Piece.of("sys.practice", locale)));
            }
            consented.ifPresent(this::note);
            var dialogue = decision.dialogue();
            dialogues.save(contact, text.line(), asking.map(dialogue::askedBy).orElse(dialogue), now);
            if (decision.keepText() && conversation.isPresent()) {
                var message = conversations.append(conversation.get(), text.body(), mark(), text.at());
                if (held) {
                    handovers.heard(conversation.get(), now);
                    tellHolder(conversation.get(), message, decision);
                }
            }
        }

        private void one(Effect effect) {
            switch (effect) {
                case Effect.Say say -> {
                    var row = say(say.pieces());
                    asking = say.asks() ? Optional.of(row) : asking;
                }
                case Effect.Speak speak -> {
                    locale = speak.locale();
                    contacts.speaks(contact.id(), speak.locale(), speak.chosen());
                }
                case Effect.Answered answered -> {
                    sending = sending.answered(answered.safe(), text.at());
                    if (answered.safe() == SendingState.Safe.NO) {
                        conversation.ifPresent(id -> handovers.unsafe(id, now));
                    }
                }
                case Effect.Stop _ -> {
                    optOuts.stop(text.line().organisationId(), text.line().id(), keys.getFirst(), now);
                    if (text.carrierDid().equals(Optional.of(InboundText.CarrierDid.STOP))) {
                        optOuts.blocked(contact.id(), text.line().id(), now);
                    }
                    sending = sending.stopped(text.at());
                    consents.withdrawFollowUp(contact.id(), now);
                    conversation.ifPresent(id -> handovers.stopped(id, now));
                }
                case Effect.Restart _ -> {
                    optOuts.restart(text.line().id(), keys);
                    sending = sending.restarted();
                }
                case Effect.RestartAsked _ -> optOuts.restartAsked(text.line().id(), keys, now);
                case Effect.MayBeChild _ -> contacts.mayBeChild(contact.id());
                case Effect.Wait wait -> {
                    if (left) {
                        // Who was asked, was asked about a message; the place is a new one.
                        conversation.ifPresent(id -> handovers.ended(id, now));
                    }
                    conversation = Optional.of(conversations.await(
                            pair(),
                            OpenConversation.Priority.valueOf(wait.priority().name()),
                            now));
                    conversation.ifPresent(id -> handovers.request(id, now));
                }
                case Effect.Prefer prefer ->
                    conversation.ifPresent(id -> handovers.prefer(id, prefer.gender(), prefer.only(), now));
                case Effect.NotTheLast _ ->
                    exclusions.notTheLast(contact.id(), text.line().id(), now);
                case Effect.Needs needs -> conversation.ifPresent(id -> handovers.needs(id, needs.skill(), now));
                case Effect.LeaveMessage _ -> {
                    if (!inDanger) {
                        sending = sending.leftMessage();
                        conversation.ifPresent(id -> handovers.ended(id, now));
                        conversation = Optional.of(conversations.leave(pair(), now));
                        conversation.ifPresent(id -> handovers.request(id, now));
                    }
                }
                case Effect.Survey _ -> surveys.plan(pair(), now);
                case Effect.Surveyed _ -> {}
                case Effect.Feedback _ -> {
                    if (!contact.test()) {
                        feedback.keep(
                                new Feedback.Origin(
                                        text.line().organisationId(),
                                        text.line().id(),
                                        keys.getFirst(),
                                        locale),
                                text.body(),
                                text.at());
                    }
                }
                case Effect.Consent consent -> {
                    if (consent.answer() != Effect.ConsentAnswer.ASKED_AGAIN) {
                        conversation.ifPresent(id -> conversations.consent(id, name(consent)));
                    }
                    consented = Optional.of(consent.answer());
                }
                case Effect.Agreed agreed -> agreed(agreed);
                case Effect.CodeWord(var answer) -> codeWord(answer);
                case Effect.Erase _ -> {
                    erasures.request(contact.id(), text.line().organisationId(), now);
                }
                case Effect.WrongNumber _ -> {
                    sending = sending.answered(SendingState.Safe.NO, text.at()).permissionsLapsed();
                    consents.withdrawAll(contact.id(), now);
                    if (!inDanger) { // danger stays with the people who were called
                        conversation.ifPresent(id -> conversations.close(id, "wrong-number", now));
                    }
                }
            }
        }

        /// Ids only; whoever supervises must know of it.
        private void agreed(Effect.Agreed agreed) {
            if (!consents.answered(agreed.consent(), agreed.yes(), now)) {
                return;
            }
            switch (agreed.purpose()) {
                case "keep-texts" -> {
                    conversation.ifPresent(id -> conversations.consent(id, agreed.yes() ? "yes" : "no"));
                    if (!agreed.yes()) {
                        conversations.keepNoMore(contact.id());
                    }
                }
                case "handover-note" -> {
                    if (!agreed.yes()) {
                        conversation.ifPresent(notes::drop);
                    }
                }
                default -> {}
            }
            agreements.answered(agreed.consent(), agreed.yes(), now);
        }

        /// The holder hears what became of it, never the word. After a wrong one the number may be somebody else's.
        private void codeWord(Effect.CodeWordAnswer answer) {
            switch (answer) {
                case CHOSEN -> codeWords.choose(contact.id(), text.body(), now);
                case DECLINED -> codeWords.declined(contact.id());
                case RIGHT -> codeWords.right(contact.id(), now);
                case WRONG, WRONG_LAST -> {
                    codeWords.wrong(contact.id(), now);
                    sending = sending.permissionsLapsed();
                    consents.withdrawAll(contact.id(), now);
                }
            }
            conversation.ifPresent(id -> {
                handovers.heard(id, now);
                relays.tell(
                        id,
                        switch (answer) {
                            case CHOSEN -> "word-set";
                            case DECLINED -> "word-none";
                            case RIGHT -> "word-right";
                            case WRONG -> "word-wrong";
                            case WRONG_LAST -> "word-locked";
                        },
                        now);
            });
        }

        /// Writes down what was asked or answered about keeping texts.
        private void note(Effect.ConsentAnswer answer) {
            switch (answer) {
                case ASKED, ASKED_AGAIN -> consents.asked(question(ConsentQuestion.ID), now);
                case CHILD_NOTICE -> consents.told(question("sys.child-notice"), now);
                case YES -> consents.keepTextsAnswered(contact.id(), text.line().id(), true, now);
                case NO -> {
                    consents.keepTextsAnswered(contact.id(), text.line().id(), false, now);
                    conversations.keepNoMore(contact.id());
                }
            }
        }

        private Consents.Question question(String textId) {
            return new Consents.Question(
                    text.line().organisationId(),
                    text.line().id(),
                    contact.id(),
                    conversation,
                    new Purpose.KeepTexts(),
                    textId,
                    locale,
                    release.id(),
                    asking,
                    Optional.empty());
        }

        private UUID say(List<Piece> pieces) {
            var textClass = release.phrase(pieces.getFirst().textId())
                    .map(Phrase::textClass)
                    .orElse(TextClass.REPLY);
            // The gate looks the state up when the text leaves: what this text changes must be there by then.
            return outbox.queue(
                    new Outgoing(
                            text.line().organisationId(),
                            text.line().id(),
                            contact.id(),
                            Optional.of(contact.id()),
                            conversation.map(id -> "conversation:" + id).orElse("automatic"),
                            textClass,
                            pieces,
                            release.id(),
                            Optional.of(text.at())),
                    now);
        }

        private Conversations.Pair pair() {
            return new Conversations.Pair(
                    text.line().organisationId(), text.line().id(), contact.id(), locale);
        }

        /// Whoever holds the talk reads what the line did not act on, and hears what it did.
        private void tellHolder(UUID talk, UUID message, Decision decision) {
            var effects = decision.effects();
            if (effects.stream().anyMatch(Effect.Stop.class::isInstance)) {
                relays.tell(talk, "stopped", now);
            } else if (effects.stream().anyMatch(Effect.Erase.class::isInstance)) {
                relays.tell(talk, "erased", now);
            } else if (sending.unsafe()) {
                relays.tell(talk, "unsafe", now);
            } else if (effects.stream().anyMatch(Effect.Restart.class::isInstance)) {
                relays.tell(talk, "texts-on", now);
            } else if (effects.stream().allMatch(Doing::leavesTheWords)) {
                boolean maybeUnsafe = reading.command()
                        .map(Reading.CommandHit::kind)
                        .filter(WordClass.UNSAFE::equals)
                        .isPresent();
                relays.fromContact(talk, message, text.body(), new Relays.Signs(text.media(), maybeUnsafe), now);
                if (refusesTheLast(reading)) {
                    exclusions.wanted(talk, now);
                }
            }
        }

        private static boolean leavesTheWords(Effect effect) {
            return effect instanceof Effect.Wait
                    || effect instanceof Effect.RestartAsked
                    || (effect instanceof Effect.Say say
                            && WORDS_STAY.contains(say.pieces().getFirst().textId()));
        }

        private Optional<String> mark() {
            if (text.media()) {
                return Optional.of("media");
            }
            return reading.command()
                    .map(hit -> hit.kind().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-typed");
        }

        private static String name(Effect.Consent consent) {
            return consent.answer().name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
