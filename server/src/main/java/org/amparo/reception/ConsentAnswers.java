package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Purpose;
import org.amparo.conversations.Conversations;
import org.amparo.desk.Agreements;
import org.amparo.dialogue.ConsentQuestion;
import org.amparo.dialogue.Effect;
import org.amparo.escalation.WhomQuestion;

/// What a contact allows (`domain.md` G.2): that their texts are kept, and what a responder asked them. Whoever
/// waits and answered the one is asked nothing more at that moment, so whom they want to talk to comes next. Works
/// inside the caller's transaction.
@Singleton
final class ConsentAnswers {
    private final Consents consents;
    private final Conversations conversations;
    private final Agreements agreements;
    private final WhomQuestion whom;

    ConsentAnswers(Consents consents, Conversations conversations, Agreements agreements, WhomQuestion whom) {
        this.consents = consents;
        this.conversations = conversations;
        this.agreements = agreements;
        this.whom = whom;
    }

    void keepTexts(Effect.Consent consent, Course course) {
        if (consent.answer() != Effect.ConsentAnswer.ASKED_AGAIN) {
            course.conversation().ifPresent(id -> conversations.consent(id, name(consent.answer())));
        }
        course.consented(consent.answer());
    }

    /// Writes down what was asked or answered about keeping texts, once it is known which row asked.
    void note(Effect.ConsentAnswer answer, Course course) {
        var now = course.heard().now();
        switch (answer) {
            case ASKED, ASKED_AGAIN -> consents.asked(question(ConsentQuestion.ID, course), now);
            case CHILD_NOTICE -> consents.told(question("sys.child-notice", course), now);
            case YES -> {
                consents.keepTextsAnswered(course.contact(), course.line(), true, now);
                course.conversation().ifPresent(id -> whom.plan(id, now));
            }
            case NO -> {
                consents.keepTextsAnswered(course.contact(), course.line(), false, now);
                conversations.keepNoMore(course.contact());
                course.conversation().ifPresent(id -> whom.plan(id, now));
            }
        }
    }

    private static Consents.Question question(String textId, Course course) {
        return new Consents.Question(
                course.heard().line().organisationId(),
                course.line(),
                course.contact(),
                course.conversation(),
                new Purpose.KeepTexts(),
                textId,
                course.locale(),
                course.heard().release().id(),
                course.asking(),
                Optional.empty());
    }

    /// What a responder asked. Nothing follows from an answer that came too late.
    void agreed(Effect.Agreed agreed, Course course) {
        var now = course.heard().now();
        if (!consents.answered(agreed.consent(), agreed.yes(), now)) {
            return;
        }
        if (agreed.purpose().equals(new Purpose.KeepTexts().word())) {
            course.conversation().ifPresent(id -> conversations.consent(id, agreed.yes() ? "yes" : "no"));
            if (!agreed.yes()) {
                conversations.keepNoMore(course.contact());
            }
        }
        agreements.answered(agreed.consent(), agreed.yes(), now);
    }

    /// Shown to the contact who was asked about it, on their line, while the question is open.
    void showNote(UUID consent, Course course) {
        agreements.showNote(consent, course.contact(), course.heard().now());
    }

    private static String name(Effect.ConsentAnswer answer) {
        return answer.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
