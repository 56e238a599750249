package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Talk;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Exclusions;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// `#not-me` and `#not alias`: who must have nothing to do with a contact (`domain.md` F.3); `#not alias off` of a
/// supervisor takes it back. Works inside the caller's transaction.
@Singleton
final class ExclusionCommands {
    private final Targets targets;
    private final Exclusions exclusions;
    private final Conversations conversations;
    private final Responders responders;
    private final Handles handles;
    private final RelayRows rows;
    private final Alarms alarms;
    private final DutyTexts texts;

    ExclusionCommands(
            Targets targets,
            Exclusions exclusions,
            Conversations conversations,
            Responders responders,
            Handles handles,
            RelayRows rows,
            Alarms alarms,
            DutyTexts texts) {
        this.targets = targets;
        this.exclusions = exclusions;
        this.conversations = conversations;
        this.responders = responders;
        this.handles = handles;
        this.rows = rows;
        this.alarms = alarms;
        this.texts = texts;
    }

    /// Of a talk they have in hand, or were offered under that name.
    void notMe(DeskText text, Said.NotMe said, Instant now) {
        var known = said.handle().flatMap(name -> offered(text, name, now));
        known.or(() -> targets.of(text, said.handle(), now)).ifPresent(target -> {
            exclude(target, text.person(), text.person().id(), now);
            texts.say(text.line(), text.person(), "not-me", Map.of("handle", target.handle()), now);
        });
    }

    /// The talk they were offered under that name; nothing is locked.
    Optional<UUID> about(DeskText text, Said.NotMe said, Instant now) {
        return said.handle().flatMap(name -> handles.conversation(text.person().id(), name, now));
    }

    private Optional<Target> offered(DeskText text, String handle, Instant now) {
        return handles.conversation(text.person().id(), handle, now)
                .flatMap(conversations::find)
                .filter(talk -> talk.line().equals(text.line().id()) && talk.status() != Status.CLOSED)
                .filter(talk -> !exclusions.bars(talk, text.person().id()))
                .map(talk -> new Target(handle, talk));
    }

    /// By who holds the talk, or a supervisor.
    void not(DeskText text, Said.Not said, Instant now) {
        var person = text.person();
        boolean supervisor = person.supervises(text.line().id());
        if (said.off() && !supervisor) {
            texts.say(text.line(), person, "supervisor-only", Map.of(), now);
            return;
        }
        var alias = said.alias().equalsIgnoreCase("me")
                ? person.alias()
                : said.alias().strip();
        var who = responders.of(text.line().id()).stream()
                .filter(one -> one.alias().equalsIgnoreCase(alias))
                .findFirst();
        if (who.isEmpty()) {
            texts.say(text.line(), person, "alias-unknown", Map.of(), now);
            return;
        }
        if (said.off()) {
            takenBack(text, said, who.get(), now);
            return;
        }
        var target = supervisor ? targets.supervised(text, said.handle(), now) : targets.of(text, said.handle(), now);
        target.ifPresent(one -> {
            boolean holds = one.talk().holder().equals(Optional.of(person.id()));
            if (!supervisor && !holds) {
                texts.say(text.line(), person, "holder-only", Map.of("handle", one.handle()), now);
            } else if (who.get().id().equals(person.id())) {
                notMe(text, new Said.NotMe(Optional.of(one.handle())), now);
            } else {
                excluded(text, one, who.get(), now);
            }
        });
    }

    /// Nobody takes back what keeps them away themselves, whoever said it.
    private void takenBack(DeskText text, Said.Not said, Responder who, Instant now) {
        var person = text.person();
        if (who.id().equals(person.id())) {
            texts.say(text.line(), person, "excluded-yours", Map.of(), now);
            return;
        }
        targets.supervised(text, said.handle(), now).ifPresent(target -> {
            var what = switch (exclusions.takeBack(target.talk().id(), who.id(), person.id(), now)) {
                case TAKEN_BACK -> "excluded-off";
                case STAFF_FILE -> "excluded-file";
                case NONE -> "excluded-not";
            };
            var named = Map.of("handle", target.handle(), "alias", who.alias());
            texts.say(text.line(), person, what, named, now);
        });
    }

    private void excluded(DeskText text, Target target, Responder who, Instant now) {
        boolean held = target.talk().holder().equals(Optional.of(who.id()));
        exclude(target, who, text.person().id(), now);
        if (held) {
            texts.say(text.line(), who, "passed", Map.of("handle", handle(who, target.talk(), now)), now);
        }
        var named = Map.of("handle", target.handle(), "alias", who.alias());
        texts.say(text.line(), text.person(), "excluded", named, now);
    }

    private void exclude(Target target, Responder who, UUID by, Instant now) {
        var talk = target.talk().id();
        exclusions.exclude(talk, who.id(), by, now);
        rows.forget(talk, who.id());
        // What was rung about them is done; of anybody else it stands.
        alarms.standing(Alarm.Kind.OTHER_PERSON_WANTED, Optional.of(talk))
                .filter(alarm -> alarm.facts().responder().equals(Optional.of(who.id())))
                .ifPresent(_ -> alarms.clear(Alarm.Kind.OTHER_PERSON_WANTED, Optional.of(talk), now));
    }

    private String handle(Responder person, Talk talk, Instant now) {
        return handles.give(person.id(), talk.id(), talk.organisation(), now);
    }
}
