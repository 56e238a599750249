package org.amparo.dialogue;

import java.util.List;
import java.util.Optional;
import org.amparo.content.Topic;
import org.amparo.dialogue.Dialogue.PlaceKind;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;

/// Topics by number or in the person's own words (`domain.md` E.2, TOPIC; B.4). A sensitive one waits behind
/// `answer-ready` for a 1 while it is not known to be safe (E.3).
final class Topics {
    private static final int OFFERED_AT_MOST = 4;

    private Topics() {}

    /// Who waits for a person writes to that person, not to the topics.
    static boolean named(DecisionDraft draft) {
        var reading = draft.reading();
        if (reading.topics().isEmpty() || draft.talkOpen()) {
            return false;
        }
        offer(draft, reading.topics(), reading.tied(), draft.situation().safe());
        if (reading.helpWithTopic()) {
            // "help me with my visa": the topic, and a person (`rulings.md` 4).
            Person.ask(draft);
        }
        return true;
    }

    /// @param tied how many of the first fit equally well
    static void offer(DecisionDraft draft, List<String> ids, int tied, boolean safe) {
        var topics = ids.stream()
                .limit(Math.clamp(tied, 1, OFFERED_AT_MOST))
                .map(draft.pages().release()::topic)
                .flatMap(Optional::stream)
                .toList();
        if (topics.isEmpty()) {
            Menu.show(draft, safe);
        } else if (topics.size() == 1) {
            show(draft, topics.getFirst(), safe);
        } else {
            DidYouMean.askTopic(draft, topics);
        }
    }

    /// False when the section has no such number.
    static boolean showNumbered(DecisionDraft draft, String section, int number) {
        var topic = draft.pages().topic(section, number);
        topic.ifPresent(one -> show(draft, one, draft.situation().safe()));
        return topic.isPresent();
    }

    static void show(DecisionDraft draft, Topic topic, boolean safe) {
        if (topic.sensitive() && !safe) {
            draft.ask(QuestionKind.TOPIC_READY, List.of(topic.id()));
            draft.say("answer-ready");
        } else {
            tell(draft, topic);
        }
    }

    static void tell(DecisionDraft draft, Topic topic) {
        draft.standAt(PlaceKind.TOPIC, topic.id());
        draft.say(draft.pages().topic(topic, draft.locale(), draft.situation().elsewhere()));
        SurveyQuestion.read(draft, topic);
    }

    static boolean readyAnswered(DecisionDraft draft, Question open) {
        if (!draft.yes()) {
            return false;
        }
        draft.closeQuestion();
        draft.pages().release().topic(open.options().getFirst()).ifPresent(topic -> tell(draft, topic));
        return true;
    }
}
