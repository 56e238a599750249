package org.amparo.dialogue;

import java.util.List;
import java.util.Map;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.dialogue.Effect.Priority;

/// Somebody who says that they are a child: the flag, and `child` once a session, with the topic they wrote about
/// behind a 1 (`domain.md` E.5). Who waits already is raised in the queue.
final class Child {
    private static final String ONCE = "child";

    private Child() {}

    static boolean seen(DecisionDraft draft) {
        if (!draft.reading().child() || draft.dialogue().said(ONCE)) {
            return false;
        }
        draft.add(new Effect.MayBeChild());
        if (draft.talkOpen()) {
            draft.takePlace(Priority.CHILD);
        }
        Languages.settle(draft);
        draft.change(dialogue -> dialogue.saying(ONCE));
        var topic = draft.reading().topics().stream()
                .findFirst()
                .flatMap(draft.pages().release()::topic);
        if (topic.isPresent()) {
            draft.ask(QuestionKind.TOPIC_READY, List.of(topic.get().id()));
            var label = draft.pages().label(topic.get().labelId(), draft.locale());
            draft.say("child-topic", Map.of("optionA", label));
        } else {
            draft.say("child");
        }
        return true;
    }
}
