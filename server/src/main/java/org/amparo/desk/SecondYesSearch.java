package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.AlarmFacts;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.desk.SecondYesRows.Answer;
import org.amparo.desk.SecondYesRows.Asked;
import org.amparo.desk.SecondYesRows.Request;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Exclusions;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.FailedWork;
import org.amparo.responders.Availability;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Finds the second person whose yes a child's referral needs (`domain.md` R18): one supervisor after the other,
/// who is on duty first, all at once in danger; never who holds the talk. When somebody lets the patience pass, or
/// there is nobody, the holder hears so and an alarm rings. Each method is one transaction, or part of the
/// caller's; safe for many threads and nodes.
@Singleton
class SecondYesSearch {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration IN_DANGER = Duration.ofMinutes(2);

    /// After everybody was asked: whoever said that they act has so long before the alarm rings again.
    private static final Duration AGAIN = Duration.ofMinutes(10);

    /// As long as the contact's own answer is waited for (`domain.md` E.2): then it is a no.
    private static final Duration OPEN = Duration.ofHours(24);

    private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(3);

    private final SecondYesRows rows;
    private final Conversations conversations;
    private final Responders responders;
    private final Exclusions exclusions;
    private final DutyHours hours;
    private final Handles handles;
    private final Lines lines;
    private final Alarms alarms;
    private final DutyTexts texts;

    SecondYesSearch(
            SecondYesRows rows,
            Conversations conversations,
            Responders responders,
            Exclusions exclusions,
            DutyHours hours,
            Handles handles,
            Lines lines,
            Alarms alarms,
            DutyTexts texts) {
        this.rows = rows;
        this.conversations = conversations;
        this.responders = responders;
        this.exclusions = exclusions;
        this.hours = hours;
        this.handles = handles;
        this.lines = lines;
        this.alarms = alarms;
        this.texts = texts;
    }

    /// Looks at one that is due.
    ///
    /// @return false when there is none
    @Transactional
    boolean next(Instant now) {
        var due = rows.claimDue(now);
        due.ifPresent(request -> FailedWork.guard(request.id(), () -> look(request, now)));
        return due.isPresent();
    }

    /// Looks at it again a little later, or at once where it gave way.
    @Transactional
    void later(FailedWork failed, Instant now) {
        rows.lookAgain(failed.piece(), failed.again(now, AGAIN_AFTER_FAILURE));
    }

    /// How long somebody is waited for who was asked, or shown the note, now.
    static Duration patience(Talk talk) {
        return talk.danger() ? IN_DANGER : PATIENCE;
    }

    /// Asks whoever is next, tells whoever must know, and says when to look again.
    void look(Request request, Instant now) {
        var talk = conversations
                .find(request.conversation())
                .filter(one -> one.holder().equals(Optional.of(request.by())));
        if (talk.isEmpty() || rows.note(request).isEmpty()) {
            over(request, Answer.DROPPED, now);
        } else if (!now.isBefore(request.createdAt().plus(OPEN))) {
            over(request, Answer.LAPSED, now);
        } else {
            look(request, talk.get(), now);
        }
    }

    private void look(Request request, Talk talk, Instant now) {
        var asked = rows.asked(request.id());
        var people = people(talk, request.by(), now);
        var waited = asked.stream()
                .filter(one -> !one.passed() && now.isBefore(one.until()))
                .toList();
        var fresh = people.stream()
                .filter(one -> asked.stream().noneMatch(other -> other.person().equals(one.id())))
                .limit(talk.danger() ? Long.MAX_VALUE : waited.isEmpty() ? 1 : 0)
                .toList();
        var until = now.plus(patience(talk));
        fresh.forEach(one -> ask(request, talk, one, until, now));
        boolean silent = asked.stream().anyMatch(one -> !one.passed() && !now.isBefore(one.until()));
        boolean missed = silent || (waited.isEmpty() && fresh.isEmpty());
        if (missed || talk.danger()) {
            ring(request, talk, people, now);
        }
        if (missed && !request.told()) {
            tell(request, "second-waits", now);
            rows.told(request.id(), now);
        }
        var end = request.createdAt().plus(OPEN);
        rows.lookAgain(
                request.id(),
                Stream.concat(waited.stream().map(Asked::until), fresh.stream().map(_ -> until))
                        .min(Comparator.naturalOrder())
                        .or(() -> Optional.of(now.plus(AGAIN)))
                        .filter(at -> at.isBefore(end))
                        .orElse(end));
    }

    /// It is over without an answer of anybody; who asked hears that nothing was asked.
    private void over(Request request, Answer answer, Instant now) {
        end(request, answer, Optional.empty(), now);
        tell(request, "second-no", now);
    }

    /// Nobody is asked any more, and nothing rings.
    void end(Request request, Answer answer, Optional<UUID> by, Instant now) {
        rows.end(request, answer, by, now);
        alarms.clear(Alarm.Kind.SECOND_YES_MISSING, Optional.of(request.conversation()), now);
    }

    /// What who asked hears.
    void tell(Request request, String what, Instant now) {
        responders
                .find(request.by())
                .ifPresent(person -> texts.say(
                        line(request), person, what, Map.of("handle", handle(person.id(), request, now)), now));
    }

    private void ask(Request request, Talk talk, Responder person, Instant until, Instant now) {
        rows.ask(request, person.id(), until, now);
        var arguments = Map.of("handle", handle(person.id(), request, now), "alias", alias(request.by()));
        texts.text(talk.line(), person.id(), "duty.second", arguments, SecondYesRows.origin(request.id()), now);
    }

    private void ring(Request request, Talk talk, List<Responder> people, Instant now) {
        var named = people.stream()
                .findFirst()
                .flatMap(one -> handles.find(one.id(), talk.id(), talk.organisation(), now))
                .orElse("-");
        alarms.raise(
                Alarm.Kind.SECOND_YES_MISSING,
                talk.organisation(),
                Optional.of(talk.line()),
                Optional.of(talk.id()),
                AlarmFacts.of(named).responder(request.by()),
                now);
    }

    /// Supervisors of the line who could be asked: who is on comes first, then who is planned for now.
    private List<Responder> people(Talk talk, UUID by, Instant now) {
        return responders.supervisors(talk.line()).stream()
                .filter(one -> !one.id().equals(by) && !exclusions.bars(talk, one.id()))
                .filter(one -> responders.text(one.id()).isPresent())
                .sorted(Comparator.comparing((Responder one) -> one.available(now) != Availability.ON)
                        .thenComparing(
                                one -> hours.until(talk.line(), one.id(), now).isEmpty()))
                .toList();
    }

    private String alias(UUID person) {
        return responders.find(person).map(Responder::alias).orElse("-");
    }

    private String handle(UUID person, Request request, Instant now) {
        return handles.give(person, request.conversation(), request.organisation(), now);
    }

    private Line line(Request request) {
        return lines.byId(request.line()).orElseGet(lines::first);
    }
}
