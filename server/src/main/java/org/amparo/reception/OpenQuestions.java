package org.amparo.reception;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.contacts.CodeWords;
import org.amparo.contacts.Consents;
import org.amparo.contacts.OpenConsent;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation;
import org.amparo.conversations.Surveys;
import org.amparo.delivery.DeliveryStatus;
import org.amparo.delivery.Outbox;
import org.amparo.dialogue.Agreement;
import org.amparo.dialogue.CodeWord;
import org.amparo.dialogue.Dialogue;
import org.amparo.dialogue.SurveyQuestion;
import org.amparo.dialogue.WaitingQuestion;

/// Where a contact stands in the dialogue when their text comes, and what they were asked that it may answer: by
/// the dialogue itself, by a responder, by what the line sent unasked. A question counts once it has left.
@Singleton
final class OpenQuestions {
    /// A text that got so far can have been read.
    private static final Set<DeliveryStatus> LEFT =
            Set.of(DeliveryStatus.SENDING, DeliveryStatus.SENT, DeliveryStatus.DELIVERED);

    private final DialogueRows dialogues;
    private final Claims claims;
    private final Consents consents;
    private final Conversations conversations;
    private final Surveys surveys;
    private final Outbox outbox;
    private final CodeWords codeWords;

    OpenQuestions(
            DialogueRows dialogues,
            Claims claims,
            Consents consents,
            Conversations conversations,
            Surveys surveys,
            Outbox outbox,
            CodeWords codeWords) {
        this.dialogues = dialogues;
        this.claims = claims;
        this.consents = consents;
        this.conversations = conversations;
        this.surveys = surveys;
        this.outbox = outbox;
        this.codeWords = codeWords;
    }

    /// @param safeLapsed safe = yes ran out before this text
    /// @param open their talk
    Dialogue dialogue(Heard heard, boolean safeLapsed, Optional<OpenConversation> open) {
        var contact = heard.contact().id();
        var line = heard.line().id();
        var begun = dialogues
                .find(contact, line, heard.now())
                .heard(claims.fingerprint(contact, heard.text().body()), heard.now());
        var talked = safeLapsed ? begun.safetyLapsed() : begun;
        var joined = talked.joinedBy(Stream.of(agreements(heard), survey(heard, talked), asked(heard, talked, open))
                .flatMap(List::stream)
                .toList());
        return joined.asked(outbox.asSeen(joined.rows()));
    }

    private List<Dialogue.Question> agreements(Heard heard) {
        return consents.open(heard.contact().id(), heard.line().id(), heard.now()).stream()
                .filter(OpenConsent::byResponder)
                .map(Agreement::question)
                .toList();
    }

    private List<Dialogue.Question> survey(Heard heard, Dialogue talked) {
        return surveys.asked(heard.contact().id(), heard.line().id()).stream()
                .map(SurveyQuestion::question)
                .filter(asked -> SurveyQuestion.open(talked, asked))
                .toList();
    }

    private List<Dialogue.Question> asked(Heard heard, Dialogue talked, Optional<OpenConversation> open) {
        var since = heard.now().minus(Dialogue.SESSION);
        var asked = outbox.asked(heard.contact().id(), heard.line().id(), WaitingQuestion.TEXTS, since);
        var held =
                asked.isEmpty() ? Optional.<Instant>empty() : open.flatMap(talk -> conversations.heldUntil(talk.id()));
        return WaitingQuestion.of(asked, talked, open.flatMap(OpenConversation::waitingSince), held);
    }

    /// The secret word is asked for, once its question has left.
    Optional<CodeWord.Asked> codeWord(Heard heard) {
        var contact = heard.contact().id();
        var body = heard.text().body();
        return codeWords
                .open(contact, heard.line().id(), heard.now())
                .filter(open -> LEFT.contains(
                        outbox.asSeen(List.of(open.row())).getOrDefault(open.row(), DeliveryStatus.DROPPED)))
                .map(open -> new CodeWord.Asked(
                        open.kind(),
                        CodeWords.couldBe(body),
                        open.kind() == CodeWords.Kind.CHECK && codeWords.isRight(contact, body),
                        open.last()));
    }
}
