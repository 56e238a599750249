package org.amparo.reception;

import jakarta.inject.Singleton;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.Surveys;
import org.amparo.dialogue.Effect;
import org.amparo.feedback.Feedback;
import org.amparo.retention.Erasures;

/// Where each effect of a decision is done. Works inside the caller's transaction.
@Singleton
final class Effects {
    private final Saying saying;
    private final Permissions permissions;
    private final PersonWanted person;
    private final ConsentAnswers consents;
    private final CodeWordAnswers codeWords;
    private final Contacts contacts;
    private final Surveys surveys;
    private final Feedback feedback;
    private final Erasures erasures;

    Effects(
            Saying saying,
            Permissions permissions,
            PersonWanted person,
            ConsentAnswers consents,
            CodeWordAnswers codeWords,
            Contacts contacts,
            Surveys surveys,
            Feedback feedback,
            Erasures erasures) {
        this.saying = saying;
        this.permissions = permissions;
        this.person = person;
        this.consents = consents;
        this.codeWords = codeWords;
        this.contacts = contacts;
        this.surveys = surveys;
        this.feedback = feedback;
        this.erasures = erasures;
    }

    void act(Effect effect, Course course) {
        switch (effect) {
            case Effect.Say say -> saying.say(say, course);
            case Effect.Answered answered -> permissions.answered(answered, course);
            case Effect.Stop _ -> permissions.stop(course);
            case Effect.Restart _ -> permissions.restart(course);
            case Effect.RestartAsked _ -> permissions.restartAsked(course);
            case Effect.WrongNumber _ -> permissions.wrongNumber(course);
            case Effect.Wait wait -> person.await(wait, course);
            case Effect.LeaveMessage _ -> person.leaveMessage(course);
            case Effect.Prefer prefer -> person.prefer(prefer, course);
            case Effect.Needs needs -> person.needs(needs, course);
            case Effect.NotTheLast _ -> person.notTheLast(course);
            case Effect.Consent consent -> consents.keepTexts(consent, course);
            case Effect.Agreed agreed -> consents.agreed(agreed, course);
            case Effect.ShowNote(var consent) -> consents.showNote(consent, course);
            case Effect.CodeWord(var answer) -> codeWords.answered(answer, course);
            case Effect.Speak speak -> speak(speak, course);
            case Effect.MayBeChild _ -> person.mayBeChild(course);
            case Effect.Survey _ -> surveys.plan(course.pair(), course.heard().now());
            case Effect.Surveyed _ -> {} // counted alone
            case Effect.Feedback _ -> keepFeedback(course);
            case Effect.Erase _ ->
                erasures.request(
                        course.contact(),
                        course.heard().line().organisationId(),
                        course.heard().now());
        }
    }

    private void speak(Effect.Speak speak, Course course) {
        course.speaks(speak.locale());
        contacts.speaks(course.contact(), speak.locale(), speak.chosen());
    }

    /// Practice says nothing of the service.
    private void keepFeedback(Course course) {
        var heard = course.heard();
        if (!heard.contact().test()) {
            feedback.keep(
                    new Feedback.Origin(
                            heard.line().organisationId(),
                            course.line(),
                            heard.keys().getFirst(),
                            course.locale()),
                    heard.text().body(),
                    heard.text().at());
        }
    }
}
