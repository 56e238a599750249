package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation.Priority;
import org.amparo.conversations.Places;
import org.amparo.conversations.Talk;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Handovers;

/// `#urgent` and `#child on`: whoever talks with somebody learnt what no word of theirs said. From then on it is
/// as if they had said it themselves: a supervisor hears of danger and the talk never rests; a child's rules apply
/// (`domain.md` R17, F.3). Anybody in the talk may, and a supervisor of any they know; only a supervisor takes the
/// mark of a child off. Works inside the caller's transaction, which holds the contact's row.
@Singleton
final class FlagCommands {
    private final Targets targets;
    private final Places places;
    private final Handovers handovers;
    private final Conversations conversations;
    private final Contacts contacts;
    private final Alarms alarms;
    private final TalkCounts counts;
    private final Audit audit;
    private final DutyTexts texts;

    FlagCommands(
            Targets targets,
            Places places,
            Handovers handovers,
            Conversations conversations,
            Contacts contacts,
            Alarms alarms,
            TalkCounts counts,
            Audit audit,
            DutyTexts texts) {
        this.targets = targets;
        this.places = places;
        this.handovers = handovers;
        this.conversations = conversations;
        this.contacts = contacts;
        this.alarms = alarms;
        this.counts = counts;
        this.audit = audit;
        this.texts = texts;
    }

    void urgent(DeskText text, Said.Urgent said, Instant now) {
        target(text, said.handle(), now).ifPresent(target -> {
            var talk = target.talk();
            if (talk.danger()) {
                say(text, "urgent-known", target, now);
                return;
            }
            raised(text, talk, Priority.DANGER, now);
            counts.danger(talk, now);
            handovers.request(talk.id(), now);
            if (talk.test()) {
                // Its holder hears that a supervisor would be told.
                return;
            }
            if (text.person().supervises(text.line().id())) {
                alarms.standing(Alarm.Kind.DANGER_IN_TALK, Optional.of(talk.id()))
                        .ifPresent(alarm ->
                                alarms.acknowledge(alarm.id(), text.person().id(), now));
            }
            say(text, "urgent-set", target, now);
        });
    }

    void child(DeskText text, Said.ChildOn said, Instant now) {
        target(text, said.handle(), now).ifPresent(target -> {
            var talk = target.talk();
            if (conversations.mayBeChild(talk)) {
                say(text, "child-known", target, now);
                return;
            }
            contacts.mayBeChild(talk.contact());
            raised(text, talk, Priority.CHILD, now);
            if (talk.holder().isPresent()) {
                handovers.mayBeChild(talk.id());
            } else {
                handovers.request(talk.id(), now);
            }
            say(text, "child-on", target, now);
        });
    }

    private void raised(DeskText text, Talk talk, Priority priority, Instant now) {
        places.raise(talk.id(), priority, now);
        audit.act(Act.by(text.person().id(), talk.organisation(), Act.Kind.FLAG_RAISED, talk.id(), now));
    }

    private Optional<Target> target(DeskText text, Optional<String> handle, Instant now) {
        return text.person().supervises(text.line().id())
                ? targets.supervised(text, handle, now)
                : targets.of(text, handle, now);
    }

    private void say(DeskText text, String what, Target target, Instant now) {
        texts.say(text.line(), text.person(), what, Map.of("handle", target.handle()), now);
    }
}
