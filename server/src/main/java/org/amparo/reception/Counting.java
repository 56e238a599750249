package org.amparo.reception;

import static org.amparo.statistics.Event.Kind;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amparo.contacts.SendingState;
import org.amparo.dialogue.Decision;
import org.amparo.dialogue.Effect;
import org.amparo.dialogue.Situation;
import org.amparo.statistics.Event;

/// What of a decision is counted (`domain.md` F.8, H): that something happened, in which language and about which
/// topic. Pure.
final class Counting {
    private static final String TOPIC = "topic.";

    private static final String ALONE = "-alone";

    /// As BCP 47 has it.
    private static final String UNKNOWN = "und";

    private Counting() {}

    /// @param session the text began one: its writer had not written for a day
    static List<Event> of(Decision decision, Situation situation, boolean session) {
        var line = situation.line();
        var locale = locale(decision, situation);
        var place = new Event.Place(line.organisationId(), line.id(), line.zone());
        // A set: one text counts once, however many messages answer it.
        Set<Event> events = new LinkedHashSet<>();
        if (session) {
            events.add(Event.of(place, Kind.SESSION, locale));
        }
        for (var effect : decision.effects()) {
            if (effect instanceof Effect.Wait(var priority) && priority == Effect.Priority.DANGER) {
                if (!situation.talk().danger()) {
                    events.add(Event.of(place, Kind.DANGER, locale));
                }
            }
            if (effect instanceof Effect.Erase && situation.talk().waiting()) {
                events.add(Event.of(place, Kind.UNANSWERED, locale));
            }
            if (effect instanceof Effect.Say(var pieces, var _)) {
                said(pieces.getFirst().textId(), place, locale).ifPresent(events::add);
            } else {
                done(effect, situation).ifPresent(kind -> events.add(Event.of(place, kind, locale)));
            }
        }
        return List.copyOf(events);
    }

    /// The language after the decision.
    private static String locale(Decision decision, Situation situation) {
        return decision.effects().reversed().stream()
                .filter(Effect.Speak.class::isInstance)
                .map(effect -> ((Effect.Speak) effect).locale())
                .findFirst()
                .or(situation::locale)
                .orElse(UNKNOWN);
    }

    /// A topic is one theme in all its forms, and a text says the same on a line without people.
    private static Optional<Event> said(String textId, Event.Place place, String locale) {
        if (textId.startsWith(TOPIC)) {
            var theme = textId.substring(TOPIC.length()).split("\\.", 2)[0];
            return Optional.of(Event.about(place, Kind.TOPIC_SERVED, locale, theme));
        }
        var kind = switch (textId.endsWith(ALONE) ? textId.substring(0, textId.length() - ALONE.length()) : textId) {
            case "sys.not-understood", "sys.not-understood-again" -> Kind.NOT_UNDERSTOOD;
            case "sys.language-none" -> Kind.LANGUAGE_MISSING;
            case "sys.out-of-hours", "sys.out-of-hours-unknown" -> Kind.OUT_OF_HOURS;
            case "sys.forget-ask" -> Kind.FORGET_ASKED;
            case "sys.mydata", "sys.mydata-none" -> Kind.MYDATA;
            default -> null;
        };
        return Optional.ofNullable(kind).map(found -> Event.of(place, found, locale));
    }

    private static Optional<Kind> done(Effect effect, Situation situation) {
        return switch (effect) {
            case Effect.Stop _ -> Optional.of(Kind.STOPPED);
            case Effect.Restart _ -> Optional.of(Kind.STARTED);
            case Effect.MayBeChild _ -> Optional.of(Kind.CHILD).filter(_ -> !situation.childPossible());
            case Effect.Wait _ ->
                Optional.of(Kind.WAITING).filter(_ -> !situation.talk().open());
            case Effect.Consent consent ->
                switch (consent.answer()) {
                    case YES -> Optional.of(Kind.CONSENT_YES);
                    case NO -> Optional.of(Kind.CONSENT_NO);
                    case ASKED, ASKED_AGAIN, CHILD_NOTICE -> Optional.empty();
                };
            case Effect.LeaveMessage _ -> Optional.of(Kind.MESSAGE_LEFT);
            case Effect.Surveyed surveyed ->
                Optional.of(
                        switch (surveyed.helped()) {
                            case YES -> Kind.SURVEY_YES;
                            case A_BIT -> Kind.SURVEY_BIT;
                            case NO -> Kind.SURVEY_NO;
                        });
            case Effect.Feedback _ -> Optional.of(Kind.FEEDBACK);
            case Effect.Erase _ -> Optional.of(Kind.ERASED);
            case Effect.WrongNumber _ -> Optional.of(Kind.WRONG_NUMBER);
            case Effect.Answered answered ->
                Optional.of(Kind.UNSAFE).filter(_ -> answered.safe() == SendingState.Safe.NO);
            case Effect.Say _,
                    Effect.Speak _,
                    Effect.RestartAsked _,
                    Effect.Agreed _,
                    Effect.ShowNote _,
                    Effect.Survey _,
                    Effect.CodeWord _,
                    Effect.Prefer _,
                    Effect.NotTheLast _,
                    Effect.Needs _ -> Optional.empty();
        };
    }
}
