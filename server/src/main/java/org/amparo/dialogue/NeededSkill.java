package org.amparo.dialogue;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amparo.content.Topic;
import org.amparo.dialogue.Dialogue.PlaceKind;
import org.amparo.responders.Skill;

/// Which training the topic calls for that somebody read, or wrote about, before they asked for a person
/// (`domain.md` F.3: a soft order, it keeps nobody waiting).
final class NeededSkill {
    private static final Map<String, Skill> BY_TOPIC = Map.of(
            "health-care", Skill.HEALTH,
            "feelings", Skill.HEALTH,
            "wages", Skill.WORK,
            "hours-rest", Skill.WORK,
            "leave-job", Skill.WORK,
            "contract-check", Skill.WORK);

    private static final Map<String, Skill> BY_SECTION = Map.of("work", Skill.WORK, "law", Skill.LEGAL);

    private NeededSkill() {}

    /// What this text names counts before what was asked for first, and that before what was read last.
    static Optional<Skill> of(DecisionDraft draft) {
        var dialogue = draft.dialogue();
        var place = dialogue.placeAt(draft.now());
        var topics = Stream.of(
                        draft.reading().topics().stream(),
                        dialogue.kept(draft.now()).stream(),
                        place.filter(one -> one.kind() == PlaceKind.TOPIC).map(Dialogue.Place::id).stream())
                .flatMap(ids -> ids);
        return topics.flatMap(id -> draft.pages().release().topic(id).stream())
                .flatMap(topic -> of(topic).stream())
                .findFirst()
                .or(() -> place.filter(one -> one.kind() == PlaceKind.SECTION)
                        .map(Dialogue.Place::id)
                        .map(BY_SECTION::get));
    }

    private static Optional<Skill> of(Topic topic) {
        return Optional.ofNullable(BY_TOPIC.get(topic.id()))
                .or(() -> Optional.ofNullable(BY_SECTION.get(topic.section())));
    }
}
