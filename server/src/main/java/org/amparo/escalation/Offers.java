package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Taking;
import org.amparo.conversations.TakingPart;
import org.amparo.conversations.Talk;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Takes answers to offers. The first acceptance wins; whoever comes late hears it kindly. Each method is one
/// transaction or part of the caller's; safe for many threads and nodes.
@Singleton
public class Offers {
    /// An answer comes too late, but is still understood, for so long.
    static final Duration UNDERSTOOD = Duration.ofHours(24);

    private final OfferRows rows;
    private final Runs runs;
    private final RunsWoken woken;
    private final Holding holding;
    private final People people;
    private final Conversations conversations;
    private final TakingPart takingPart;
    private final Contacts contacts;
    private final Responders responders;
    private final Handles handles;
    private final DutyTexts texts;
    private final GivenTexts given;
    private final Interpreters interpreters;
    private final Practising practising;

    Offers(
            OfferRows rows,
            Runs runs,
            RunsWoken woken,
            Holding holding,
            People people,
            Conversations conversations,
            TakingPart takingPart,
            Contacts contacts,
            Responders responders,
            Handles handles,
            DutyTexts texts,
            GivenTexts given,
            Interpreters interpreters,
            Practising practising) {
        this.rows = rows;
        this.runs = runs;
        this.woken = woken;
        this.holding = holding;
        this.people = people;
        this.conversations = conversations;
        this.takingPart = takingPart;
        this.contacts = contacts;
        this.responders = responders;
        this.handles = handles;
        this.texts = texts;
        this.given = given;
        this.interpreters = interpreters;
        this.practising = practising;
    }

    /// What became of an answer. The responder has been told by a text in every case but the last.
    public sealed interface Answered {
        /// It is theirs.
        record Yours(UUID conversation) implements Answered {}

        /// Somebody else was quicker.
        record TooLate() implements Answered {}

        /// The contact left, or it is closed.
        record Gone() implements Answered {}

        /// They hold as many as they may.
        record Full() implements Answered {}

        record Declined() implements Answered {}

        /// They were asked nothing.
        record NotAsked() implements Answered {}
    }

    /// A bare `1` or `2` of this responder would answer an offer.
    @Transactional
    public boolean open(UUID responder, Instant now) {
        return rows.newest(responder, Optional.empty(), UNDERSTOOD, now)
                .filter(OfferRows.Standing::answerable)
                .isPresent();
    }

    /// The newest offer somebody was told of.
    ///
    /// @param live an answer still counts
    public record Newest(boolean live, Instant at) {}

    /// @param handle as in `B3 1`
    @Transactional
    public Optional<Newest> newest(UUID responder, Optional<String> handle, Instant now) {
        return standing(responder, handle, now).map(one -> new Newest(one.answerable(), one.at()));
    }

    /// The talk that an answer of theirs is about, if any; nothing is locked.
    ///
    /// @param handle as in `B3 1`
    @Transactional
    public Optional<UUID> about(UUID responder, Optional<String> handle, Instant now) {
        return standing(responder, handle, now).map(OfferRows.Standing::conversation);
    }

    /// Takes the newest conversation they were asked about, or the one they name; also after the patience with them
    /// ended, as long as nobody else took it.
    ///
    /// @param handle as in `B3 1`
    @Transactional
    public Answered accept(UUID responder, Optional<String> handle, Instant now) {
        return standing(responder, handle, now)
                .map(standing -> accept(responder, standing, now))
                .orElseGet(Answered.NotAsked::new);
    }

    /// Whom the call with this origin asked; empty when it was no offer's.
    @Transactional
    public Optional<UUID> asked(String origin) {
        return rows.asked(origin);
    }

    /// The same by the key pressed in a call that went with an offer.
    ///
    /// @param origin of the call's row in the outbox
    @Transactional
    public Answered accept(UUID responder, String origin, Instant now) {
        return rows.of(responder, origin)
                .map(standing -> accept(responder, standing, now))
                .orElseGet(Answered.NotAsked::new);
    }

    @Transactional
    public Answered decline(UUID responder, Optional<String> handle, Instant now) {
        var standing = standing(responder, handle, now);
        if (standing.isEmpty()) {
            return new Answered.NotAsked();
        }
        var one = standing.get();
        locked(one);
        answered(responder, one);
        if (!one.answerable()) {
            return over(responder, one, now);
        }
        rows.answered(one.id(), "declined", now);
        runs.find(one.run()).ifPresent(row -> {
            woken.wakeOthers(row, now);
            runs.lookAgain(row.id(), now);
            tell(row.line(), responder, row.conversation(), "duty.declined", now);
        });
        runs.woken();
        return new Answered.Declined();
    }

    private Optional<OfferRows.Standing> standing(UUID responder, Optional<String> handle, Instant now) {
        if (handle.isEmpty()) {
            return rows.newest(responder, Optional.empty(), UNDERSTOOD, now);
        }
        return handles.conversation(responder, handle.get(), now)
                .flatMap(conversation -> rows.newest(responder, Optional.of(conversation), UNDERSTOOD, now));
    }

    private Answered accept(UUID responder, OfferRows.Standing standing, Instant now) {
        var live = locked(standing);
        answered(responder, standing);
        if (live.isEmpty() || live.get().talk().isEmpty() || live.get().status() != RunRow.Status.RUNNING) {
            return over(responder, standing, now);
        }
        var row = live.get();
        var talk = row.talk().orElseThrow();
        var person = responders.find(responder).orElseThrow();
        if (Matching.refuses(row.run().wish(), person.gender())) {
            rows.answered(standing.id(), "declined", now);
            return over(responder, standing, now);
        }
        if (people.barred(talk.contact()).contains(responder)) {
            rows.answered(standing.id(), "declined", now);
            return over(responder, standing, now);
        }
        if (row.test() && practising.holdsReal(responder)) {
            rows.answered(standing.id(), "declined", now);
            return over(responder, standing, now);
        }
        if (!row.run().wish().danger() && !row.test() && !person.partner(row.line()) && full(row, person, now)) {
            rows.answered(standing.id(), "declined", now);
            woken.wakeOthers(row, now);
            runs.lookAgain(row.id(), now);
            runs.woken();
            tell(row.line(), responder, talk.id(), "duty.full", now);
            return new Answered.Full();
        }
        var taking = talk.holder().isPresent()
                ? takingPart.handOver(talk.id(), talk.holder().get(), responder, person.alias(), now)
                : takingPart.hold(talk.id(), responder, person.alias(), now);
        return switch (taking) {
            case Taking.Held _ -> {
                rows.answered(standing.id(), "accepted", now);
                given.accepted(talk, person, now);
                talk.holder().ifPresent(before -> given.away(talk, before, person.alias(), now));
                holding.begin(row, talk, responder, now);
                interpreters.taken(talk, person, now);
                yield new Answered.Yours(talk.id());
            }
            case Taking.HeldBy _, Taking.Gone _ -> over(responder, standing, now);
        };
    }

    /// What they missed before is made good; not by an answer to practice.
    private void answered(UUID responder, OfferRows.Standing standing) {
        if (!standing.test()) {
            responders.answered(responder);
        }
    }

    private boolean full(RunRow row, Responder person, Instant now) {
        var load = people.load(row.line(), person.id(), now);
        return load.held() >= person.limit(load.danger());
    }

    /// The contact's row first, then the run's, then that of who answers, as everywhere.
    ///
    /// @return the run they were asked for, if it lives
    private Optional<RunRow> locked(OfferRows.Standing standing) {
        conversations.find(standing.conversation()).ifPresent(talk -> contacts.lock(talk.contact()));
        return runs.live(standing.conversation()).filter(row -> row.id().equals(standing.run()));
    }

    private Answered over(UUID responder, OfferRows.Standing standing, Instant now) {
        var row = runs.find(standing.run());
        var talk = row.flatMap(RunRow::talk);
        boolean theirs = talk.flatMap(Talk::holder).filter(responder::equals).isPresent();
        if (theirs) {
            return new Answered.Yours(talk.orElseThrow().id());
        }
        boolean taken = talk.flatMap(Talk::holder).isPresent();
        row.ifPresent(one ->
                tell(one.line(), responder, standing.conversation(), taken ? "duty.too-late" : "duty.offer-gone", now));
        return taken ? new Answered.TooLate() : new Answered.Gone();
    }

    private void tell(UUID line, UUID responder, UUID conversation, String textId, Instant now) {
        handles.of(responder, conversation)
                .ifPresent(handle ->
                        texts.text(line, responder, textId, Map.of("handle", handle), "responder:" + responder, now));
    }
}
