package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.content.Piece;
import org.amparo.conversations.Messages;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Talk;
import org.amparo.platform.FailedWork;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.amparo.rota.Absences;

/// Does what is due in runs: one run, one transaction.
@Singleton
class Climbing {
    /// Two missed in a row set a responder away (`domain.md` F.2).
    private static final int MISSED_IN_A_ROW = 2;

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(3);

    private static final Duration SEE_IF_KNOWN = Duration.ofMinutes(1);

    private final DueRuns due;
    private final RunsWoken woken;
    private final Runs runs;
    private final OfferRows offers;
    private final People people;
    private final InTurn inTurn;
    private final Asking asking;
    private final Holding holding;
    private final Trouble trouble;
    private final ContactTexts contactTexts;
    private final DutyTexts dutyTexts;
    private final Responders responders;
    private final Messages messages;
    private final Absences absences;

    Climbing(
            DueRuns due,
            RunsWoken woken,
            Runs runs,
            OfferRows offers,
            People people,
            InTurn inTurn,
            Asking asking,
            Holding holding,
            Trouble trouble,
            ContactTexts contactTexts,
            DutyTexts dutyTexts,
            Responders responders,
            Messages messages,
            Absences absences) {
        this.due = due;
        this.woken = woken;
        this.runs = runs;
        this.offers = offers;
        this.people = people;
        this.inTurn = inTurn;
        this.asking = asking;
        this.holding = holding;
        this.trouble = trouble;
        this.contactTexts = contactTexts;
        this.dutyTexts = dutyTexts;
        this.responders = responders;
        this.messages = messages;
        this.absences = absences;
    }

    /// The first that comes before those who only wait: about danger, held, or erased.
    ///
    /// @return false when none of them was due
    @Transactional
    boolean first(Instant now) {
        return look(due.claimFirst(now), now);
    }

    /// The first of those who only wait.
    ///
    /// @return false when none of them was due
    @Transactional
    boolean waiting(Instant now) {
        return look(due.claimNext(now), now);
    }

    /// That run.
    ///
    /// @return false when it is not due any more, or somebody else works on it
    @Transactional
    boolean one(UUID run, Instant now) {
        return look(due.claim(run, now), now);
    }

    private boolean look(Optional<RunRow> claimed, Instant now) {
        claimed.ifPresent(row -> FailedWork.guard(row.id(), () -> look(row, now)));
        return claimed.isPresent();
    }

    /// Looks at it again a little later, or at once where it gave way.
    @Transactional
    void later(FailedWork failed, Instant now) {
        runs.lookAgain(failed.piece(), failed.again(now, AGAIN_AFTER_FAILURE));
    }

    private void look(RunRow row, Instant now) {
        if (row.talk().isEmpty()) {
            orphan(row, now);
            return;
        }
        var talk = row.talk().get();
        boolean goneOn = talk.holder().isPresent() && !talk.holder().equals(row.heldBy());
        if (talk.status() == Status.HELD && goneOn) {
            holding.begin(row, talk, talk.holder().get(), now);
        } else if (talk.status() == Status.HELD && (row.status() == RunRow.Status.HELD || holding.left(row))) {
            runs.alone(row.line());
            holding.look(row, talk, now);
        } else if (talk.status() == Status.HELD && holding.isBack(row, talk, now)) {
            runs.alone(row.line());
            holding.stays(row, talk, now);
        } else if (talk.status() != Status.PARKED && talk.status() != Status.CLOSED) {
            climb(row, talk, now);
        } else {
            offers.withdraw(row.id(), now);
            runs.end(row.id(), now);
            trouble.over(talk, now);
        }
    }

    /// Erased: nobody is asked any more; during danger it ends once a supervisor knows (`rulings.md` 6).
    private void orphan(RunRow row, Instant now) {
        if (row.status() == RunRow.Status.ERASED && !trouble.known(row.id())) {
            runs.lookAgain(row.id(), now.plus(SEE_IF_KNOWN));
        } else {
            offers.withdraw(row.id(), now);
            runs.end(row.id(), now);
        }
    }

    private void climb(RunRow row, Talk talk, Instant now) {
        var policy = row.frozen();
        var run = row.run();
        var passed = new ArrayList<UUID>();
        var facts = people.facts(row, talk, now);
        boolean alone = false;
        boolean inTurnNow = false;
        while (true) {
            var move = policy.next(run, facts, now);
            boolean asks = move instanceof Move.Offer;
            if ((!alone && acts(move)) || (asks && !inTurnNow)) {
                if (!alone) {
                    runs.alone(row.line());
                    alone = true;
                }
                // Whoever was before this one on the line may have asked, or set away, the same people; and whoever
                // comes before it asks first.
                facts = asks ? inTurn.facts(row.at(run), talk, now) : people.facts(row.at(run), talk, now);
                inTurnNow = asks;
                continue;
            }
            switch (move) {
                case Move.Begin _ -> offers.withdraw(row.id(), now);
                case Move.Widen _ -> {}
                case Move.Offer offer -> {
                    var after = policy.after(run, offer, now);
                    asking.ask(row, talk, offer, policy.calls(run, offer.step()), after, now);
                    tellThoseMissed(row, offer, passed, now);
                }
                case Move.Miss miss -> {
                    passed.addAll(missed(row, miss.people(), now));
                    woken.wakeOthers(row, now);
                    facts = people.facts(row.at(policy.after(run, move, now)), talk, now);
                    inTurnNow = false;
                }
                case Move.Tell(var text) -> {
                    if (!talk.leftMessage() && (talk.holder().isEmpty() || messages.waitsForAnswer(talk.id()))) {
                        contactTexts.mark(talk, text, run.way(), now);
                    }
                    if (!facts.spoken()
                            && run.way().filter(Way.OUT_OF_HOURS::equals).isEmpty()) {
                        trouble.unspoken(talk, now);
                    }
                }
                case Move.Alarm(var alarm) -> {
                    trouble.of(row, talk, alarm, now);
                    trouble.oneMore(talk, alarm, now);
                }
                case Move.Wait(var until) -> {
                    runs.save(row.id(), run, until);
                    return;
                }
                case Move.GiveUp(var again) -> {
                    trouble.of(row, talk, run.wish().danger() ? Alarming.URGENT : Alarming.WAITING, now);
                    runs.save(row.id(), run, again);
                    return;
                }
            }
            run = policy.after(run, move, now);
        }
    }

    /// It asks people, or rings for them: one run of a line after the other.
    private static boolean acts(Move move) {
        return switch (move) {
            case Move.Miss _, Move.Offer _, Move.Alarm _, Move.GiveUp _ -> true;
            case Move.Begin _, Move.Widen _, Move.Tell _, Move.Wait _ -> false;
        };
    }

    /// In the order of their ids, as on every node: two runs may miss the same people at the same time.
    ///
    /// @return those who are told that it went to somebody else, if it does
    private List<UUID> missed(RunRow row, List<UUID> missed, Instant now) {
        var passed = new ArrayList<UUID>();
        for (var person : missed.stream().sorted().toList()) {
            // Who does not answer practice has missed nothing that counts; nor who talks with somebody.
            var asked = offers.missed(row.id(), person, now);
            if (asked.isPresent() && !row.test() && !partner(row, person) && !messages.wrote(person, asked.get())) {
                int inARow = responders.missed(person);
                if (inARow == 1 && !row.run().wish().danger()) {
                    passed.add(person);
                } else if (inARow == MISSED_IN_A_ROW) {
                    setAway(row, person, now);
                }
            }
        }
        return passed;
    }

    /// Nobody knows who is there at a partner's line: it is asked anew each time.
    private boolean partner(RunRow row, UUID person) {
        return responders.find(person).filter(one -> one.partner(row.line())).isPresent();
    }

    private void setAway(RunRow row, UUID person, Instant now) {
        var responder = responders.find(person).orElseThrow();
        var available = responder.available(now);
        if (available == Availability.OFF || available == Availability.AWAY) {
            // Their own word, or a carrier's stop, is not shortened.
            return;
        }
        var last = people.lastFor(row.line(), responder, now);
        var origin = "responder:" + person;
        if (last.isPresent()) {
            dutyTexts.text(row.line(), person, "duty.last-on-duty", Map.of("language", last.get()), origin, now);
            return;
        }
        var end = absences.away(responder, now);
        responders.set(person, Availability.AWAY, end);
        // Like who says #off: a talk about danger is not left with somebody who does not answer.
        woken.wakeHolder(person, now);
        var pieces = new ArrayList<>(List.of(Piece.of("duty.set-away", responder.alertLocale())));
        pieces.add(AwayEnds.piece(responder, end));
        dutyTexts.text(row.line(), responder, pieces, origin, now);
        trouble.away(
                row.organisation(),
                row.line(),
                person,
                people.offAt(row.line(), person, now).orElse(now),
                now);
    }

    private void tellThoseMissed(RunRow row, Move.Offer offer, List<UUID> passed, Instant now) {
        var asked = offer.people().stream().map(Match::person).toList();
        passed.removeAll(asked);
        passed.forEach(person -> asking.tell(row, person, "duty.missed", now));
        passed.clear();
    }
}
