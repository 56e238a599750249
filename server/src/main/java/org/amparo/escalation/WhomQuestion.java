package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.contacts.SendingStates;
import org.amparo.content.Phrase;
import org.amparo.content.Piece;
import org.amparo.content.Releases;
import org.amparo.content.TextClass;
import org.amparo.conversations.ConversationListener;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Talk;
import org.amparo.delivery.Outbox;
import org.amparo.delivery.Outgoing;
import org.amparo.escalation.Ladder.Step;
import org.amparo.responders.Gender;

/// Asks somebody who waits whether they want to talk to a woman, a man or anyone: once, and only where both are on
/// duty, free and fluent in their language (`domain.md` F.3). Nobody waits for the answer: offers go on. Works
/// inside the caller's transaction, which holds the contact's row.
@Singleton
public class WhomQuestion implements HoldListener, ConversationListener {
    private static final String TEXT = "sys.helper-choice";

    /// Their answer about keeping texts gets one text (`rulings.md` 6). Whoever is taken this soon is not asked.
    private static final Duration AFTER = Duration.ofSeconds(30);

    private static final Step FLUENT =
            new Step(Duration.ZERO, new Ask.Fluent(false), true, Duration.ZERO, false, false);

    private final Conversations conversations;
    private final Runs runs;
    private final People people;
    private final SendingStates states;
    private final Outbox outbox;
    private final Releases releases;

    WhomQuestion(
            Conversations conversations,
            Runs runs,
            People people,
            SendingStates states,
            Outbox outbox,
            Releases releases) {
        this.conversations = conversations;
        this.runs = runs;
        this.people = people;
        this.states = states;
        this.outbox = outbox;
        this.releases = releases;
    }

    /// They answered whether their texts may be kept: in a moment the question leaves, if texting is safe then.
    public void plan(UUID conversation, Instant now) {
        withdraw(conversation, now);
        conversations
                .find(conversation)
                .filter(talk -> talk.status() == Status.WAITING && !talk.danger() && !conversations.mayBeChild(talk))
                .filter(talk -> states.find(talk.contact(), talk.line())
                        .filter(state -> state.safeAt(now))
                        .isPresent())
                .filter(talk -> !asked(talk, now) && bothThere(talk, now))
                .ifPresent(talk -> queue(talk, now));
    }

    private boolean asked(Talk talk, Instant now) {
        var since = conversations.waitingSince(talk.id()).orElse(now);
        return !outbox.asked(talk.contact(), talk.line(), Set.of(TEXT), since).isEmpty();
    }

    /// No wish was said, and a woman and a man could be asked at once.
    private boolean bothThere(Talk talk, Instant now) {
        return runs.live(talk.id())
                .filter(row -> row.status() == RunRow.Status.RUNNING)
                .filter(row -> row.run().wish().gender().isEmpty())
                .map(row -> free(row.run().wish(), people.around(row, talk, now).people()))
                .filter(Set.of(Gender.values())::equals)
                .isPresent();
    }

    /// Of which gender somebody is who could take it now, alone.
    private static Set<Gender> free(Wish wish, List<Candidate> people) {
        var free = Matching.ranked(FLUENT, wish, people).stream()
                .map(Match::person)
                .toList();
        return people.stream()
                .filter(one -> free.contains(one.id()))
                .flatMap(one -> one.gender().stream())
                .collect(Collectors.toSet());
    }

    private void queue(Talk talk, Instant now) {
        var release = releases.current();
        outbox.queue(
                new Outgoing(
                        talk.organisation(),
                        talk.line(),
                        lane(talk.id()),
                        Optional.of(talk.contact()),
                        origin(talk.id()),
                        release.phrase(TEXT).map(Phrase::textClass).orElse(TextClass.PUSH),
                        List.of(Piece.of(TEXT, talk.locale())),
                        release.id(),
                        Optional.empty()),
                now.plus(AFTER),
                now);
    }

    /// They wrote again, or nothing is left to choose: a question that has not left stays here.
    public void withdraw(UUID conversation, Instant now) {
        outbox.withdraw(origin(conversation), now);
    }

    @Override
    public void held(Talk talk, UUID holder, Instant now) {
        withdraw(talk.id(), now);
    }

    @Override
    public void closed(UUID conversation, Instant now) {
        withdraw(conversation, now);
    }

    /// One of its own: what waits for its time holds nothing else up.
    private static UUID lane(UUID conversation) {
        return UUID.nameUUIDFromBytes(origin(conversation).getBytes(StandardCharsets.UTF_8));
    }

    private static String origin(UUID conversation) {
        return "whom:" + conversation;
    }
}
