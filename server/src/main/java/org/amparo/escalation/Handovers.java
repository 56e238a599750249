package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.conversations.ConversationListener;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Talk;
import org.amparo.responders.Gender;
import org.amparo.responders.Skill;

/// Looks for somebody to take a conversation, and hears what happens to it meanwhile. Joins the caller's
/// transaction, which holds the contact's row where it follows from a contact's text. Safe for many threads and
/// nodes.
@Singleton
public class Handovers implements ConversationListener {
    private final RunsWoken woken;
    private final Runs runs;
    private final OfferRows offers;
    private final Holding holding;
    private final Trouble trouble;
    private final Conversations conversations;
    private final Interpreters interpreters;
    private final PoliciesInForce policies;

    Handovers(
            RunsWoken woken,
            Runs runs,
            OfferRows offers,
            Holding holding,
            Trouble trouble,
            Conversations conversations,
            Interpreters interpreters,
            PoliciesInForce policies) {
        this.woken = woken;
        this.runs = runs;
        this.offers = offers;
        this.holding = holding;
        this.trouble = trouble;
        this.conversations = conversations;
        this.interpreters = interpreters;
        this.policies = policies;
    }

    /// A conversation waits, or became more urgent, or a message was left: somebody is asked at once, or as soon as
    /// somebody is on duty. What is more urgent begins its
    /// ladder anew, with the waiting time kept; else what is under way goes on. New danger in a held one alarms the
    /// supervisor.
    @Transactional
    public void request(UUID conversation, Instant now) {
        conversations.find(conversation).ifPresent(talk -> request(talk, now));
    }

    private void request(Talk talk, Instant now) {
        var live = runs.live(talk.id());
        var wish = new Wish(
                talk.danger(),
                conversations.mayBeChild(talk),
                live.flatMap(row -> row.run().wish().gender()),
                live.filter(row -> row.run().wish().only()).isPresent(),
                live.flatMap(row -> row.run().wish().skill()));
        if (live.isEmpty()) {
            var status = talk.status() == Status.HELD ? RunRow.Status.HELD : RunRow.Status.RUNNING;
            if (talk.status() == Status.HELD || talk.status() == Status.WAITING || talk.status() == Status.LEFT) {
                var run = new Run(wish, Optional.empty(), now, 0, 0, List.of());
                runs.insert(talk, run, policies.of(talk.organisation()), status, now);
            }
            if (talk.status() == Status.HELD && talk.danger()) {
                inTalk(talk, now);
            }
            return;
        }
        var row = live.get();
        var before = row.run().wish();
        boolean raised = (wish.danger() && !before.danger()) || (wish.child() && !before.child());
        if (talk.status() == Status.HELD && talk.holder().equals(row.heldBy())) {
            if (wish.danger() && !before.danger()) {
                runs.danger(row.id());
                runs.lookAgain(row.id(), now);
                inTalk(talk, now);
            }
        } else if (raised || row.status() == RunRow.Status.HELD) {
            offers.withdraw(row.id(), now);
            runs.restart(row, wish, Optional.empty(), true, now);
            if (wish.danger()) {
                // Danger rings by itself.
                trouble.over(Alarm.Kind.UNSAFE_WHILE_WAITING, talk.id(), now);
            }
        }
    }

    /// Once for each talk: whoever holds it reads every word (`rulings.md` 4).
    private void inTalk(Talk talk, Instant now) {
        interpreters.lookNow(talk.id(), now);
        trouble.of(Alarm.Kind.DANGER_IN_TALK, talk, talk.holder(), Optional.empty(), now);
    }

    /// They asked for a woman or a man: such are asked first, in the old place; nobody else when they choose to
    /// wait for one. Empty: anyone, again.
    @Transactional
    public void prefer(UUID conversation, Optional<Gender> gender, boolean only, Instant now) {
        runs.live(conversation)
                .filter(row -> row.status() == RunRow.Status.RUNNING)
                .ifPresent(row -> {
                    var wish = row.run().wish().of(gender, only);
                    if (only || row.run().wish().only()) {
                        offers.withdraw(row.id(), now);
                        runs.restart(row, wish, Optional.empty(), false, now);
                    } else {
                        runs.wishes(row.id(), wish);
                    }
                });
    }

    /// It is about something for which some are trained: they are asked first.
    @Transactional
    public void needs(UUID conversation, Skill skill, Instant now) {
        runs.live(conversation)
                .filter(row -> row.status() == RunRow.Status.RUNNING)
                .ifPresent(row -> runs.wishes(row.id(), row.run().wish().of(skill)));
    }

    /// The contact wrote to whoever holds the conversation: they owe an answer from now on.
    @Transactional
    public void heard(UUID conversation, Instant now) {
        runs.live(conversation)
                .filter(row -> row.status() == RunRow.Status.HELD
                        && row.unansweredSince().isEmpty())
                .ifPresent(row -> runs.owes(
                        row.id(),
                        now,
                        false,
                        now.plus(Policy.frozen(row.policy()).nudge())));
    }

    /// The holder wrote: nothing is owed.
    @Transactional
    public void answered(UUID conversation, Instant now) {
        runs.live(conversation)
                .filter(row -> row.status() == RunRow.Status.HELD)
                .ifPresent(row -> runs.owes(row.id(), null, false, null));
    }

    /// Somebody took or was given the conversation without an offer.
    @Transactional
    public void taken(UUID conversation, UUID holder, Instant now) {
        var talk = conversations.find(conversation);
        if (talk.isEmpty()) {
            return;
        }
        var live = runs.live(conversation);
        if (live.isPresent()) {
            holding.begin(live.get(), talk.get(), holder, now);
        } else {
            request(talk.get(), now);
            interpreters.held(talk.get(), holder, now);
        }
    }

    /// The holder gave it back, by their own word: somebody else is asked at once, in the old place.
    @Transactional
    public void passed(UUID conversation, UUID holder, Instant now) {
        runs.live(conversation)
                .ifPresentOrElse(
                        row -> runs.restart(row, row.run().wish(), Optional.of(holder), true, now),
                        () -> request(conversation, now));
    }

    /// Nobody is looked for any more, whoever closed it and why.
    @Override
    @Transactional
    public void closed(UUID conversation, Instant now) {
        ended(conversation, now);
    }

    /// The conversation is parked, or otherwise needs nobody: whoever held it, or was asked, may be somebody
    /// else's.
    @Transactional
    public void ended(UUID conversation, Instant now) {
        runs.live(conversation).ifPresent(row -> {
            offers.withdraw(row.id(), now);
            runs.end(row.id(), now);
            woken.wake(row.line(), now);
            row.talk().ifPresent(talk -> trouble.over(talk, now));
        });
    }

    /// STOP: in danger people go on looking, and a supervisor hears it. Else nobody could write to somebody who
    /// waits, so that is closed; a holder, who can do nothing, owes no answer any more.
    @Transactional
    public void stopped(UUID conversation, Instant now) {
        conversations.find(conversation).ifPresent(talk -> {
            if (talk.danger()) {
                trouble.of(Alarm.Kind.STOPPED_IN_DANGER, talk, Optional.empty(), Optional.empty(), now);
            } else if (talk.status() == Status.WAITING) {
                conversations.close(conversation, "stopped", now);
            } else if (talk.status() == Status.HELD) {
                answered(conversation, now);
            }
        });
    }

    /// Somebody told whoever holds their talk an age below the line's: who is asked after them is to be trained for
    /// children. Who waits is asked for anew by [#request].
    @Transactional
    public void mayBeChild(UUID conversation) {
        runs.live(conversation).ifPresent(row -> runs.mayBeChild(row.id()));
    }

    /// A supervisor took the mark of a possible child away: who is asked from now on need not be trained for
    /// children.
    @Transactional
    public void noChild(UUID conversation, Instant now) {
        runs.live(conversation).ifPresent(row -> runs.grownUp(row.id(), now));
    }

    /// UNSAFE: everything goes on without a word to the contact; in danger, or while they wait, a supervisor hears
    /// it. Whoever holds the talk hears it themselves; a left message is answered in agreed hours alone, and a
    /// resting talk gets no text before its contact writes: nothing changes there that somebody must know.
    ///
    /// @param again it was so already: of somebody who waits a supervisor hears it once
    @Transactional
    public void unsafe(UUID conversation, boolean again, Instant now) {
        conversations.find(conversation).ifPresent(talk -> {
            if (talk.danger()) {
                trouble.of(Alarm.Kind.UNSAFE_IN_DANGER, talk, Optional.empty(), Optional.empty(), now);
            } else if (talk.status() == Status.WAITING && !again) {
                trouble.of(Alarm.Kind.UNSAFE_WHILE_WAITING, talk, Optional.empty(), Optional.empty(), now);
            }
        });
    }

    /// They wrote again, which lifts the mark of UNSAFE.
    @Transactional
    public void readsAgain(UUID conversation, Instant now) {
        trouble.over(Alarm.Kind.UNSAFE_WHILE_WAITING, conversation, now);
    }

    /// Words of the contact did not reach the phone of whoever holds it, and they owe an answer: somebody else is
    /// looked for at once, as for one who is silent too long. Of anybody else who takes part it changes nothing.
    @Transactional
    public void unreached(UUID conversation, UUID holder, Instant now) {
        runs.unreached(conversation, holder, now);
    }

    /// The carrier lets nothing of ours through to them (21610): while they wait or are held, people must find
    /// another way, so a supervisor hears it, once until somebody acts.
    @Transactional
    public void blocked(UUID conversation, Instant now) {
        conversations
                .find(conversation)
                .filter(talk -> talk.status() == Status.WAITING || talk.status() == Status.HELD)
                .ifPresent(talk -> trouble.of(Alarm.Kind.CARRIER_BLOCK, talk, Optional.empty(), Optional.empty(), now));
    }

    /// A responder says that they are on: a talk in danger that they held beyond their time stays theirs.
    @Transactional
    public void back(UUID responder, Instant now) {
        woken.backByWord(responder, now);
    }

    /// A responder came, or comes back in some minutes: whoever waits may be theirs.
    @Transactional
    public void changed(UUID line, Instant now) {
        woken.wake(line, now);
    }

    /// A responder went: whoever waits for them may be another's, and in danger nobody is left with somebody who
    /// went.
    @Transactional
    public void went(UUID line, UUID responder, Instant now) {
        woken.wakeHolder(responder, now);
        woken.wake(line, now);
    }

    /// Somebody has a place free again: whoever waits on that line may be theirs.
    @Transactional
    public void freed(UUID line, Instant now) {
        woken.wake(line, now);
    }
}
