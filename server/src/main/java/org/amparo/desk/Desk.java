package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.amparo.alarms.Alarms;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.LateAnswers;
import org.amparo.escalation.Offers;
import org.amparo.responders.Handles;

/// Handles one text of somebody who answers, in the transaction of its caller: answers an offer or an alarm, obeys
/// a command, or carries words to the one talk they are for. Words that may be for several go nowhere.
@Singleton
public class Desk {
    private final Handles handles;
    private final Holdings holdings;
    private final RelayRows rows;
    private final Relays relays;
    private final Presence presence;
    private final TalkCommands commands;
    private final Supervision supervision;
    private final MyDataCommand myDataCommand;
    private final ReferCommand referCommand;
    private final GivenCommand givenCommand;
    private final RevealCommand revealCommand;
    private final SecondYes secondYes;
    private final PassingNotes passing;
    private final DutyTexts texts;
    private final Targets targets;
    private final Alarms alarms;
    private final Offers offers;
    private final LateAnswers late;
    private final FeedbackReading feedback;
    private final AbuseSteps abuse;
    private final InterpreterCommands interpreting;
    private final PracticeCommand practice;
    private final ExclusionCommands exclusions;
    private final WhyCommand whyCommand;
    private final ConsentCommand consentCommand;
    private final GapsCommand gapsCommand;
    private final FlagCommands flags;

    Desk(
            Handles handles,
            Holdings holdings,
            RelayRows rows,
            Relays relays,
            Presence presence,
            TalkCommands commands,
            Supervision supervision,
            MyDataCommand myDataCommand,
            ReferCommand referCommand,
            GivenCommand givenCommand,
            RevealCommand revealCommand,
            SecondYes secondYes,
            PassingNotes passing,
            DutyTexts texts,
            Targets targets,
            Alarms alarms,
            Offers offers,
            LateAnswers late,
            FeedbackReading feedback,
            AbuseSteps abuse,
            InterpreterCommands interpreting,
            PracticeCommand practice,
            ExclusionCommands exclusions,
            WhyCommand whyCommand,
            ConsentCommand consentCommand,
            GapsCommand gapsCommand,
            FlagCommands flags) {
        this.handles = handles;
        this.holdings = holdings;
        this.rows = rows;
        this.relays = relays;
        this.presence = presence;
        this.commands = commands;
        this.supervision = supervision;
        this.myDataCommand = myDataCommand;
        this.referCommand = referCommand;
        this.givenCommand = givenCommand;
        this.revealCommand = revealCommand;
        this.secondYes = secondYes;
        this.passing = passing;
        this.texts = texts;
        this.targets = targets;
        this.alarms = alarms;
        this.offers = offers;
        this.late = late;
        this.feedback = feedback;
        this.abuse = abuse;
        this.interpreting = interpreting;
        this.practice = practice;
        this.exclusions = exclusions;
        this.whyCommand = whyCommand;
        this.consentCommand = consentCommand;
        this.gapsCommand = gapsCommand;
        this.flags = flags;
    }

    /// @param ownTalk they have an open conversation of their own, as somebody who wrote for themselves
    /// @param danger looks for a danger phrase; asked only where nothing is in hand
    /// @return false when it is to be read as a contact's
    @Transactional
    public boolean take(DeskText text, boolean ownTalk, BooleanSupplier danger, Instant now) {
        var person = text.person();
        holdings.turn(person.id());
        var said = new Typed(handles.known(person.id(), now).keySet(), Locale.forLanguageTag(person.alertLocale()))
                .read(text.body());
        holdings.lock(person.id(), others(text, said, now));
        if (ownTalk && !addressed(said)) {
            return false;
        }
        if (text.media()) {
            texts.say(text.line(), person, "media-refused", Map.of(), now);
            return true;
        }
        switch (said) {
            case Said.Blank _ -> presence.help(text, now);
            case Said.Answer answer -> {
                if (!answered(text, answer, now)) {
                    return words(text, answer.handle(), answer.words(), danger, now);
                }
            }
            case Said.Confirm confirm ->
                targets.named(text, confirm.handle(), now).ifPresent(target -> {
                    if (!relays.confirmed(target.talk(), person, target.handle(), now)) {
                        relays.toContact(target.talk(), person, target.handle(), confirm.words(), now);
                    }
                });
            case Said.Relay relay -> {
                return words(text, relay.handle(), relay.words(), danger, now);
            }
            case Said.Code code -> {
                return words(text, Optional.empty(), code.words(), danger, now);
            }
            case Said.HandleAlone alone ->
                targets.named(text, alone.handle(), now)
                        .ifPresent(_ ->
                                texts.say(text.line(), person, "first-handle", Map.of("handle", alone.handle()), now));
            case Said.Unknown _ -> texts.say(text.line(), person, "unknown-command", Map.of(), now);
            case Said.Stop _ -> {
                interpreting.stopped(text, now);
                presence.stop(text, now);
            }
            case Said.Start _ -> presence.start(text, now);
            case Said.Off off -> presence.off(text, off, now);
            case Said.On _ -> presence.on(text, now);
            case Said.Break pause -> presence.pause(text, pause, now);
            case Said.Practice(boolean on) -> practice.take(text, on, now);
            case Said.Holdings _ -> presence.list(text, now);
            case Said.Help _ -> presence.help(text, now);
            case Said.Close close -> commands.close(text, close, now);
            case Said.Pass pass -> {
                if (!interpreting.left(text, pass.handle(), now)) {
                    commands.pass(text, pass, now);
                }
            }
            case Said.Interpreter interpreter -> interpreting.ask(text, interpreter, now);
            case Said.Leave leave -> interpreting.leave(text, leave, now);
            case Said.NotMe notMe -> exclusions.notMe(text, notMe, now);
            case Said.Not not -> exclusions.not(text, not, now);
            case Said.Note note -> commands.note(text, note, now);
            case Said.Refer refer -> referCommand.ask(text, refer, now);
            case Said.Given given -> givenCommand.given(text, given, now);
            case Said.Reveal reveal -> revealCommand.take(text, reveal, now);
            case Said.Second second -> secondYes.said(text, second, now);
            case Said.Consent consent -> consentCommand.ask(text, consent, now);
            case Said.Later later -> commands.later(text, later, now);
            case Said.Hours hours -> commands.hours(text, hours, now);
            case Said.Unsafe unsafe -> commands.unsafe(text, unsafe, now);
            case Said.Language language -> commands.language(text, language, now);
            case Said.Word word -> commands.word(text, word, now);
            case Said.Wrong wrong -> commands.wrong(text, wrong, now);
            case Said.MyData myData -> myDataCommand.answer(text, myData, now);
            case Said.Mine mine -> supervision.mine(text, mine, now);
            case Said.Why why -> whyCommand.tell(text, why, now);
            case Said.Gaps _ -> gapsCommand.tell(text, now);
            case Said.Warn warn -> abuse.warn(text, warn, now);
            case Said.Block block -> abuse.block(text, block, now);
            case Said.Give give -> supervision.give(text, give, now);
            case Said.Urgent urgent -> flags.urgent(text, urgent, now);
            case Said.ChildOn childOn -> flags.child(text, childOn, now);
            case Said.ChildOff childOff -> supervision.childOff(text, childOff, now);
            case Said.Feedback _ -> feedback.read(text, now);
        }
        return true;
    }

    /// Talks it may be about that they have not in hand.
    private Collection<UUID> others(DeskText text, Said said, Instant now) {
        return switch (said) {
            case Said.Answer answer ->
                Stream.of(
                                offers.about(text.person().id(), answer.handle(), now),
                                interpreting.about(text.person().id(), answer.handle(), now),
                                secondYes.about(text.person().id(), text.line().id(), answer.handle(), now))
                        .flatMap(Optional::stream)
                        .toList();
            case Said.Second second ->
                secondYes.about(text.person().id(), text.line().id(), second.handle(), now).stream()
                        .toList();
            case Said.Given given -> givenCommand.about(text, given, now);
            case Said.Reveal reveal -> revealCommand.about(text, reveal, now);
            case Said.NotMe notMe -> exclusions.about(text, notMe, now).stream().toList();
            case Said.Not not -> targets.maybe(text, not.handle(), now);
            case Said.Mine mine -> targets.maybe(text, mine.handle(), now);
            case Said.Give give -> targets.maybe(text, give.handle(), now);
            case Said.Urgent urgent -> targets.maybe(text, urgent.handle(), now);
            case Said.ChildOn childOn -> targets.maybe(text, childOn.handle(), now);
            case Said.ChildOff childOff -> targets.maybe(text, childOff.handle(), now);
            case Said.Why why ->
                Stream.concat(targets.maybe(text, why.handle(), now).stream(), whyCommand.about(text, why).stream())
                        .toList();
            case Said.Warn warn -> targets.maybe(text, warn.handle(), now);
            case Said.Block block -> targets.maybe(text, block.handle(), now);
            default -> List.of();
        };
    }

    /// A command, or words with a handle before them.
    private static boolean addressed(Said said) {
        return switch (said) {
            case Said.Blank _, Said.Code _, Said.Stop _, Said.Start _ -> false;
            case Said.Answer answer -> answer.handle().isPresent();
            case Said.Relay relay -> relay.handle().isPresent();
            default -> true;
        };
    }

    /// An open offer first, then an alarm; an answer that comes too late for an offer hears so.
    private boolean answered(DeskText text, Said.Answer answer, Instant now) {
        var person = text.person();
        boolean alarmed = answer.handle().isEmpty()
                && answer.yes()
                && person.supervises(text.line().id())
                && !offers.open(person.id(), now)
                && !interpreting.asked(person.id(), now)
                && !secondYes.beforeAlarms(person.id(), text.line().id(), now);
        if (alarmed && acknowledged(person.id(), now)) {
            return true;
        }
        if (secondYes.answered(text, answer, now) || interpreting.answered(text, answer, now)) {
            return true;
        }
        if (answer.handle().isEmpty()
                && !late.possible(person.id(), now)
                && !holdings.of(person.id(), text.line().id(), now).isEmpty()) {
            // What the contact asked "1 or 2?" is answered, not an offer that somebody else took long ago.
            return secondYes.tooLate(text, answer, now);
        }
        var done = answer.yes()
                ? offers.accept(person.id(), answer.handle(), now)
                : offers.decline(person.id(), answer.handle(), now);
        if (done instanceof Offers.Answered.Yours(var talk)) {
            // The first words they send must name it, even to somebody they talked with before.
            rows.forget(talk, person.id());
            passing.deliver(talk, now);
        }
        return !(done instanceof Offers.Answered.NotAsked) || secondYes.tooLate(text, answer, now);
    }

    private boolean acknowledged(UUID person, Instant now) {
        return alarms.open(person)
                .filter(alarm -> alarms.acknowledge(alarm.id(), person, now))
                .isPresent();
    }

    private boolean words(DeskText text, Optional<String> handle, String words, BooleanSupplier danger, Instant now) {
        var person = text.person();
        if (handle.isPresent()) {
            targets.named(text, handle.get(), now)
                    .ifPresent(target -> relays.toContact(target.talk(), person, target.handle(), words, now));
            return true;
        }
        var held = holdings.of(person.id(), text.line().id(), now);
        if (held.isEmpty()) {
            if (danger.getAsBoolean()) {
                return false;
            }
            texts.say(text.line(), person, "none-held", Map.of(), now);
        } else if (held.size() > 1) {
            texts.say(text.line(), person, "which-one", Map.of("handleList", Holdings.list(held)), now);
        } else {
            held.forEach((name, talk) -> {
                if (named(talk.id(), person.id(), now)) {
                    relays.toContact(talk, person, name, words, now);
                } else {
                    texts.say(text.line(), person, "first-handle", Map.of("handle", name), now);
                }
            });
        }
        return true;
    }

    private boolean named(UUID talk, UUID person, Instant now) {
        return rows.named(talk, person, now);
    }
}
