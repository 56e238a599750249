package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.desk.SecondYesRows.Answer;
import org.amparo.desk.SecondYesRows.Request;
import org.amparo.desk.SecondYesRows.Standing;
import org.amparo.escalation.DutyTexts;
import org.amparo.escalation.Exclusions;
import org.amparo.escalation.Offers;
import org.amparo.lines.Partner;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Two adults decide before anything of a child is shared (`domain.md` R18): a supervisor is asked first, by a text
/// without content; a `1` shows them partner and note, `#yes` lets the child be asked, `#no` ends it, `2` passes
/// it to the next. What a responder writes to the child is never held up. Works inside the caller's transaction.
@Singleton
final class SecondYes {
    /// An answer comes too late, but is still understood, for so long.
    private static final Duration UNDERSTOOD = Duration.ofHours(24);

    private final SecondYesRows rows;
    private final SecondYesSearch search;
    private final ReferralQuestion question;
    private final Conversations conversations;
    private final Responders responders;
    private final Exclusions exclusions;
    private final Handles handles;
    private final Offers offers;
    private final Relays relays;
    private final Alarms alarms;
    private final DutyTexts texts;
    private final Audit audit;

    SecondYes(
            SecondYesRows rows,
            SecondYesSearch search,
            ReferralQuestion question,
            Conversations conversations,
            Responders responders,
            Exclusions exclusions,
            Handles handles,
            Offers offers,
            Relays relays,
            Alarms alarms,
            DutyTexts texts,
            Audit audit) {
        this.rows = rows;
        this.search = search;
        this.question = question;
        this.conversations = conversations;
        this.responders = responders;
        this.exclusions = exclusions;
        this.handles = handles;
        this.offers = offers;
        this.relays = relays;
        this.alarms = alarms;
        this.texts = texts;
        this.audit = audit;
    }

    /// The holder wants to refer: somebody else is asked first. A note they wrote before is forgotten.
    void ask(DeskText text, Talk talk, Partner partner, String note, Instant now) {
        rows.live(talk.id()).ifPresent(earlier -> search.end(earlier, Answer.DROPPED, Optional.empty(), now));
        var request = rows.open(talk, partner.id(), note, text.person().id(), now);
        audit.act(Act.by(text.person().id(), talk.organisation(), Act.Kind.SECOND_YES_ASKED, talk.id(), now));
        search.tell(request, "second-asked", now);
        search.look(request, now);
    }

    /// The talk that an answer of theirs is about, if any; nothing is locked.
    Optional<UUID> about(UUID person, UUID line, Optional<String> handle, Instant now) {
        return standing(person, line, handle, now).map(Standing::conversation);
    }

    /// A bare `1` of theirs answers such a question before it answers an alarm: the alarm rings for that very
    /// question, or is neither about danger nor newer.
    boolean beforeAlarms(UUID person, UUID line, Instant now) {
        var asked = standing(person, line, Optional.empty(), now).filter(one -> one.live() && !one.passed());
        return asked.isPresent()
                && alarms.open(person)
                        .filter(alarm -> !ringsFor(alarm, asked.get().conversation()))
                        .filter(alarm -> alarm.kind().urgency() == Alarm.Urgency.DANGER
                                || alarm.raisedAt().isAfter(asked.get().at()))
                        .isEmpty();
    }

    /// `1` shows what it is about, `2` passes it to the next supervisor.
    ///
    /// @return false when it is an answer to something else
    boolean answered(DeskText text, Said.Answer answer, Instant now) {
        var person = text.person().id();
        var asked = standing(person, text.line().id(), answer.handle(), now)
                .filter(Standing::live)
                .filter(one -> answer.handle().isPresent() || !one.passed())
                .filter(one -> offers.newest(person, answer.handle(), now)
                        .filter(offer -> offer.live() && offer.at().isAfter(one.at()))
                        .isEmpty());
        asked.ifPresent(one -> {
            if (answer.yes()) {
                show(text, one, now);
            } else {
                pass(text, one, now);
            }
        });
        return asked.isPresent();
    }

    /// It was answered, or is over, before their answer came.
    ///
    /// @return false when they were asked nothing
    boolean tooLate(DeskText text, Said.Answer answer, Instant now) {
        var asked = standing(text.person().id(), text.line().id(), answer.handle(), now)
                .filter(one -> !one.live());
        asked.ifPresent(one -> gone(text, one.conversation(), now));
        return asked.isPresent();
    }

    /// `#yes` and `#no`, which count from whoever was shown what it is about; a `#yes` before shows it.
    void said(DeskText text, Said.Second said, Instant now) {
        var person = text.person();
        var read = rows.read(person.id(), text.line().id());
        if (said.handle().isEmpty() && read.size() > 1) {
            var names = read.stream().map(talk -> handle(person, talk, now)).collect(Collectors.joining(", "));
            texts.say(text.line(), person, "which-one", Map.of("handleList", names), now);
            return;
        }
        var asked = standing(person.id(), text.line().id(), said.handle(), now).filter(Standing::live);
        var request = asked.flatMap(
                one -> rows.live(one.conversation()).filter(live -> live.id().equals(one.request())));
        if (request.isEmpty()) {
            texts.say(text.line(), person, "second-none", Map.of(), now);
        } else if (said.yes() && !hasRead(request.get(), person.id())) {
            show(text, asked.get(), now);
        } else {
            decide(text, request.get(), said.yes(), now);
        }
    }

    private void decide(DeskText text, Request request, boolean yes, Instant now) {
        var talk = theirs(request, text.person());
        var note = yes ? rows.note(request) : Optional.of("");
        if (talk.isEmpty() || note.isEmpty()) {
            // Somebody else holds it now, or its words are gone: who asked hears so.
            search.look(request, now);
            gone(text, request.conversation(), now);
            return;
        }
        search.end(
                request, yes ? Answer.YES : Answer.NO, Optional.of(text.person().id()), now);
        audit.act(Act.by(
                text.person().id(),
                request.organisation(),
                yes ? Act.Kind.SECOND_YES_GIVEN : Act.Kind.SECOND_YES_REFUSED,
                request.conversation(),
                now));
        say(text, "second-thanks", request, now);
        if (yes) {
            askContact(text, talk.get(), request, note.get(), now);
        } else {
            search.tell(request, "second-no", now);
        }
    }

    /// The child is asked as anybody is; their own no ends it.
    private void askContact(DeskText text, Talk talk, Request request, String note, Instant now) {
        var line = text.line();
        var holder = responders.find(request.by());
        var partner = line.partners().stream()
                .filter(one -> one.id().equals(request.partner()) && one.takes(LocalDate.ofInstant(now, line.zone())))
                .findFirst();
        holder.ifPresent(person -> {
            var handle = handles.give(person.id(), talk.id(), talk.organisation(), now);
            if (partner.isEmpty()) {
                texts.say(line, person, "partner-unknown", Map.of(), now);
            } else if (!relays.refused(talk, person, handle, now)) {
                question.ask(talk, line, person.id(), partner.get(), note, now);
                var named = Map.of("handle", handle, "alias", text.person().alias());
                texts.say(line, person, "second-yes", named, now);
            }
        });
    }

    private void show(DeskText text, Standing asked, Instant now) {
        var person = text.person();
        var request = rows.live(asked.conversation()).filter(one -> one.id().equals(asked.request()));
        var talk = request.flatMap(one -> theirs(one, person));
        var note = talk.flatMap(_ -> rows.note(request.orElseThrow()));
        if (note.isEmpty()) {
            request.ifPresent(one -> search.look(one, now));
            gone(text, asked.conversation(), now);
            return;
        }
        var until = now.plus(SecondYesSearch.patience(talk.get()));
        rows.read(asked.request(), person.id(), until, now);
        rows.lookAgain(asked.request(), until);
        audit.act(Act.by(
                person.id(),
                talk.get().organisation(),
                Act.Kind.CONVERSATION_READ,
                talk.get().id(),
                now));
        alarms.standing(Alarm.Kind.SECOND_YES_MISSING, Optional.of(asked.conversation()))
                .ifPresent(alarm -> alarms.acknowledge(alarm.id(), person.id(), now));
        relays.note(talk.get(), person, named(text, request.get()) + note.get(), now);
        say(text, "second-read", request.get(), now);
    }

    private void pass(DeskText text, Standing asked, Instant now) {
        rows.passed(asked.request(), text.person().id(), now);
        texts.say(
                text.line(),
                text.person(),
                "declined",
                Map.of("handle", handle(text.person(), asked.conversation(), now)),
                now);
        rows.live(asked.conversation()).ifPresent(request -> search.look(request, now));
    }

    /// The talk, while who asked still holds it and this person may see it.
    private Optional<Talk> theirs(Request request, Responder person) {
        return conversations
                .find(request.conversation())
                .filter(talk -> talk.holder().equals(Optional.of(request.by())))
                .filter(talk -> !request.by().equals(person.id()) && !exclusions.bars(talk, person.id()));
    }

    private boolean hasRead(Request request, UUID person) {
        return rows.asked(request.id()).stream().anyMatch(one -> one.person().equals(person) && one.read());
    }

    /// What they were asked last, of the talk of that name or of any. An alarm says the name the first supervisor
    /// knows a talk by; the next one may use it too.
    private Optional<Standing> standing(UUID person, UUID line, Optional<String> handle, Instant now) {
        if (handle.isEmpty()) {
            return rows.newest(person, line, Optional.empty(), UNDERSTOOD, now);
        }
        return handles.conversation(person, handle.get(), now)
                .or(() -> alarms.with(person).stream()
                        .filter(alarm -> alarm.kind() == Alarm.Kind.SECOND_YES_MISSING)
                        .filter(alarm -> alarm.facts().handle().equals(handle))
                        .flatMap(alarm -> alarm.subject().stream())
                        .findFirst())
                .flatMap(talk -> rows.newest(person, line, Optional.of(talk), UNDERSTOOD, now));
    }

    private static boolean ringsFor(Alarm alarm, UUID conversation) {
        return alarm.kind() == Alarm.Kind.SECOND_YES_MISSING && alarm.subject().equals(Optional.of(conversation));
    }

    private static String named(DeskText text, Request request) {
        return text.line().partners().stream()
                .filter(one -> one.id().equals(request.partner()))
                .findFirst()
                .map(one -> one.name() + ": ")
                .orElse("");
    }

    private void gone(DeskText text, UUID conversation, Instant now) {
        texts.say(
                text.line(),
                text.person(),
                "offer-gone",
                Map.of("handle", handle(text.person(), conversation, now)),
                now);
    }

    private void say(DeskText text, String what, Request request, Instant now) {
        var alias = responders.find(request.by()).map(Responder::alias).orElse("-");
        var named = Map.of("handle", handle(text.person(), request.conversation(), now), "alias", alias);
        texts.say(text.line(), text.person(), what, named, now);
    }

    private String handle(Responder person, UUID conversation, Instant now) {
        return handles.give(person.id(), conversation, person.organisationId(), now);
    }
}
