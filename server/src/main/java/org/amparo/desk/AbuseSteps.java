package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Outcome;
import org.amparo.conversations.Talk;
import org.amparo.conversations.Warnings;
import org.amparo.escalation.DutyTexts;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;
import org.amparo.statistics.Event;
import org.amparo.statistics.Statistics;

/// What a supervisor does about a contact who insults or threatens: a warning, then the end, for a day (`domain.md`
/// E.5, F.9). A responder calls their supervisor with `#mine`. Works inside the caller's transaction.
@Singleton
final class AbuseSteps {
    private final Targets targets;
    private final Conversations conversations;
    private final Warnings warnings;
    private final Responders responders;
    private final Handles handles;
    private final Alarms alarms;
    private final DutyTexts texts;
    private final Statistics statistics;

    AbuseSteps(
            Targets targets,
            Conversations conversations,
            Warnings warnings,
            Responders responders,
            Handles handles,
            Alarms alarms,
            DutyTexts texts,
            Statistics statistics) {
        this.targets = targets;
        this.conversations = conversations;
        this.warnings = warnings;
        this.responders = responders;
        this.handles = handles;
        this.alarms = alarms;
        this.texts = texts;
        this.statistics = statistics;
    }

    void warn(DeskText text, Said.Warn said, Instant now) {
        target(text, said.handle(), now).ifPresent(target -> {
            if (warnings.warn(target.talk().id(), text.person().id(), now)) {
                alarms.clear(Alarm.Kind.LOOK_AT_TALK, Optional.of(target.talk().id()), now);
                alarms.clear(
                        Alarm.Kind.LOOK_AT_DANGER, Optional.of(target.talk().id()), now);
                tell(text, target.talk(), conversations.present(target.talk().id()), "warned", now);
            }
        });
    }

    void block(DeskText text, Said.Block said, Instant now) {
        target(text, said.handle(), now).ifPresent(target -> {
            var talk = target.talk();
            var present = conversations.present(talk.id());
            if (warnings.block(talk.id(), text.person().id(), now)) {
                var line = text.line();
                var place = new Event.Place(line.organisationId(), line.id(), line.zone());
                var outcome = Outcome.ABUSIVE.word();
                if (!talk.test()) {
                    statistics.count(Event.about(place, Event.Kind.CLOSED, talk.locale(), outcome), now);
                }
                tell(text, talk, present, "blocked", now);
            } else {
                tell(text, talk, List.of(), "warn-first", now);
            }
        });
    }

    private Optional<Targets.Target> target(DeskText text, Optional<String> handle, Instant now) {
        if (!text.person().supervises(text.line().id())) {
            texts.say(text.line(), text.person(), "supervisor-only", Map.of(), now);
            return Optional.empty();
        }
        return targets.supervised(text, handle, now);
    }

    /// The supervisor who does it, and everybody else who takes part.
    private void tell(DeskText text, Talk talk, List<UUID> present, String what, Instant now) {
        Stream.concat(Stream.of(text.person().id()), present.stream())
                .distinct()
                .flatMap(id -> responders.find(id).stream())
                .forEach(person -> texts.say(
                        text.line(),
                        person,
                        what,
                        Map.of("handle", handles.give(person.id(), talk.id(), talk.organisation(), now)),
                        now));
    }
}
