package org.amparo.desk;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.DeliveryListener;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;
import org.amparo.escalation.Interpreters;
import org.amparo.lines.Lines;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Tells a responder what became of words of theirs that did not reach the contact, or who else takes part; and a
/// supervisor when the carrier lets nothing of ours through to them (21610).
@Singleton
final class RelayTrouble implements DeliveryListener {
    private final Conversations conversations;
    private final Responders responders;
    private final Handles handles;
    private final DutyTexts texts;
    private final Lines lines;
    private final Provider<Handovers> handovers;
    private final Provider<Interpreters> interpreters;
    private final InstantSource time;

    /// @param handovers asked for late, as interpreters are: they send by the outbox, which tells this
    RelayTrouble(
            Conversations conversations,
            Responders responders,
            Handles handles,
            DutyTexts texts,
            Lines lines,
            Provider<Handovers> handovers,
            Provider<Interpreters> interpreters,
            InstantSource time) {
        this.conversations = conversations;
        this.responders = responders;
        this.handles = handles;
        this.texts = texts;
        this.lines = lines;
        this.handovers = handovers;
        this.interpreters = interpreters;
        this.time = time;
    }

    @Override
    public void trouble(UUID row, String origin, DeliveryStatus status, Carrier.Reason reason, boolean inDoubt) {
        tell(origin, "undelivered");
        RelayOrigin.of(origin)
                .ifPresent(relay -> relay.recipient().ifPresent(to -> {
                    handovers.get().unreached(relay.conversation(), to, time.instant());
                    interpreters.get().unreached(relay.conversation(), to, time.instant());
                }));
        if (reason == Carrier.Reason.OPTED_OUT) {
            RelayOrigin.of(origin)
                    .filter(relay ->
                            relay.sender().isPresent() && relay.recipient().isEmpty())
                    .ifPresent(relay -> handovers.get().blocked(relay.conversation(), time.instant()));
        }
    }

    @Override
    public void dropped(UUID row, String origin, String reason) {
        if (RelayOrigin.of(origin).filter(relay -> relay.recipient().isEmpty()).isPresent()) {
            tell(origin, reason.equals("stopped") ? "stopped" : "not-sent");
        }
    }

    /// Whoever wrote it hears that the contact, or one of those who take part, does not have it.
    private void tell(String origin, String text) {
        RelayOrigin.of(origin)
                .ifPresent(relay -> relay.sender()
                        .flatMap(responders::find)
                        .ifPresent(person -> conversations
                                .find(relay.conversation())
                                .ifPresent(talk -> tell(person, talk, relay.recipient(), text, time.instant()))));
    }

    private void tell(Responder person, Talk talk, Optional<UUID> recipient, String text, Instant now) {
        var handle = handle(person, talk, now);
        var alias = recipient.flatMap(responders::alias);
        lines.byId(talk.line())
                .ifPresent(line -> texts.say(
                        line,
                        person,
                        recipient.isPresent() ? "undelivered-to" : text,
                        alias.isPresent() ? Map.of("handle", handle, "alias", alias.get()) : Map.of("handle", handle),
                        now));
    }

    /// Nearly always the one they know it by, which is read alone: whoever holds rows of the outbox waits for no
    /// name that somebody uses who waits for such a row.
    private String handle(Responder person, Talk talk, Instant now) {
        return handles.of(person.id(), talk.id())
                .orElseGet(() -> handles.give(person.id(), talk.id(), talk.organisation(), now));
    }
}
