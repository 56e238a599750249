package org.amparo.dialogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amparo.content.Topic;
import org.amparo.content.WordClass;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;

/// A text that fits two commands, or two to four topics, equally well: which one, by number (`domain.md` B.4, E.6).
final class DidYouMean {
    private DidYouMean() {}

    static void askCommand(DecisionDraft draft, List<WordClass> commands) {
        var names = commands.stream().map(WordClass::name).limit(2).toList();
        draft.ask(QuestionKind.DID_YOU_MEAN, names);
        draft.say("did-you-mean", Map.of("optionA", names.get(0), "optionB", names.get(1)));
    }

    static void askTopic(DecisionDraft draft, List<Topic> topics) {
        draft.ask(QuestionKind.DID_YOU_MEAN, topics.stream().map(Topic::id).toList());
        var labels = topics.stream()
                .map(topic -> draft.pages().label(topic.labelId(), draft.locale()))
                .toList();
        if (labels.size() == 2) {
            draft.say("did-you-mean", Map.of("optionA", labels.get(0), "optionB", labels.get(1)));
            return;
        }
        var list = IntStream.range(0, labels.size())
                .mapToObj(i -> (i + 1) + " " + labels.get(i))
                .collect(Collectors.joining("\n"));
        draft.say("did-you-mean-list", Map.of("optionList", list));
    }

    static boolean answered(DecisionDraft draft, Question open) {
        int number = draft.reading().number().orElse(0);
        if (number < 1 || number > open.options().size()) {
            return false;
        }
        var option = open.options().get(number - 1);
        draft.closeQuestion();
        draft.pages()
                .release()
                .topic(option)
                .ifPresentOrElse(
                        topic -> Topics.show(draft, topic, draft.situation().safe()),
                        () -> Commands.act(draft, WordClass.valueOf(option)));
        return true;
    }
}
