package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.ConversationListener;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.desk.SecondYesRows.Answer;
import org.amparo.escalation.HoldListener;
import org.amparo.platform.ErasureStep;

/// A second yes is asked for whoever wrote the note, and for this talk alone: when somebody else holds it, or it is
/// closed or erased, nobody is asked any more and the note goes. Works inside the caller's transaction.
@Singleton
final class SecondYesEnds implements HoldListener, ConversationListener, ErasureStep {
    private final SecondYesRows rows;
    private final Conversations conversations;
    private final Alarms alarms;
    private final InstantSource time;

    SecondYesEnds(SecondYesRows rows, Conversations conversations, Alarms alarms, InstantSource time) {
        this.rows = rows;
        this.conversations = conversations;
        this.alarms = alarms;
        this.time = time;
    }

    @Override
    public void held(Talk talk, UUID holder, Instant now) {
        rows.live(talk.id()).filter(one -> !one.by().equals(holder)).ifPresent(one -> end(one, now));
    }

    @Override
    public void closed(UUID conversation, Instant now) {
        rows.live(conversation).ifPresent(one -> end(one, now));
    }

    private void end(SecondYesRows.Request request, Instant now) {
        rows.end(request, Answer.DROPPED, Optional.empty(), now);
        alarms.clear(Alarm.Kind.SECOND_YES_MISSING, Optional.of(request.conversation()), now);
    }

    @Override
    public void erase(UUID contact) {
        conversations.of(contact).forEach(talk -> closed(talk, time.instant()));
    }

    /// Before the conversations go, and their rows with them.
    @Override
    public int order() {
        return FIRST - 2;
    }
}
