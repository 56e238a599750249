package org.amparo.escalation;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.Contacts;
import org.amparo.conversations.ConversationListener;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.OpenConversation.Status;
import org.amparo.conversations.Role;
import org.amparo.conversations.TakingPart;
import org.amparo.conversations.Talk;
import org.amparo.escalation.InterpreterOffers.Standing;
import org.amparo.responders.Handles;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Brings somebody who speaks the contact's language beside whoever holds a talk, and lets them go again
/// (`domain.md` F.1, F.3). An interpreter sees that talk alone, holds nothing and owes nothing. The contact hears
/// who reads from now on. Each public method is one transaction, or part of the caller's; safe for many threads and
/// nodes.
@Singleton
public class Interpreters implements HoldListener, ConversationListener {
    /// An answer comes too late, but is still understood, for so long.
    private static final Duration UNDERSTOOD = Duration.ofHours(24);

    private final InterpreterRows rows;
    private final InterpreterOffers offers;
    private final Runs runs;
    private final People people;
    private final Conversations conversations;
    private final TakingPart takingPart;
    private final Contacts contacts;
    private final Responders responders;
    private final Handles handles;
    private final DutyTexts texts;
    private final ContactTexts contactTexts;
    private final Audit audit;

    Interpreters(
            InterpreterRows rows,
            InterpreterOffers offers,
            Runs runs,
            People people,
            Conversations conversations,
            TakingPart takingPart,
            Contacts contacts,
            Responders responders,
            Handles handles,
            DutyTexts texts,
            ContactTexts contactTexts,
            Audit audit) {
        this.rows = rows;
        this.offers = offers;
        this.runs = runs;
        this.people = people;
        this.conversations = conversations;
        this.takingPart = takingPart;
        this.contacts = contacts;
        this.responders = responders;
        this.handles = handles;
        this.texts = texts;
        this.contactTexts = contactTexts;
        this.audit = audit;
    }

    /// Those who interpret in a talk now.
    @Transactional
    public List<UUID> in(UUID conversation) {
        return conversations.interpreters(conversation);
    }

    /// Who interprets in that language in it now.
    @Transactional
    public Optional<Responder> here(Talk talk, String locale) {
        return in(talk.id()).stream()
                .filter(person -> works(talk, person))
                .flatMap(person -> responders.find(person).stream())
                .filter(person -> person.speaks(locale).isPresent())
                .findFirst();
    }

    /// They work on that line, and texts reach them.
    private boolean works(Talk talk, UUID person) {
        return responders
                        .find(person)
                        .filter(one -> one.lines().containsKey(talk.line()))
                        .isPresent()
                && responders.text(person).isPresent();
    }

    /// Those who must leave it: they do not work here any more, or are passed over in a search.
    List<UUID> leaving(Talk talk, List<InterpreterSearch.Asked> asked) {
        return in(talk.id()).stream()
                .filter(person -> !works(talk, person)
                        || asked.stream()
                                .anyMatch(one -> one.person().equals(person) && one.answer() == Run.Answer.DECLINED))
                .toList();
    }

    /// Somebody is looked for, unless one who speaks it interprets already; the holder hears of it, also of a
    /// search under way, and again when somebody joins. A search for another language gives way.
    ///
    /// @param by the holder; empty when the line does it by itself
    @Transactional
    public void ask(UUID conversation, String locale, Optional<UUID> by, Instant now) {
        held(conversation).ifPresent(talk -> {
            leaving(talk, List.of()).forEach(person -> leave(conversation, person, false, now));
            if (here(talk, locale).isEmpty()) {
                rows.open(talk, locale, by, now);
            }
        });
    }

    /// Whoever took the talk by an offer does not speak its language: an interpreter is looked for without being
    /// asked for.
    void taken(Talk talk, Responder holder, Instant now) {
        if (holder.speaks(talk.locale()).isEmpty()) {
            ask(talk.id(), talk.locale(), Optional.empty(), now);
        }
    }

    /// A talk that needed an interpreter before, and came to somebody who needs one too: after a rest, or a change
    /// of hands. Whoever holds it now hears who reads it.
    @Override
    public void held(Talk talk, UUID holder, Instant now) {
        in(talk.id()).stream()
                .filter(person -> !person.equals(holder) && works(talk, person))
                .flatMap(person -> responders.find(person).stream())
                .forEach(person -> {
                    handles.give(holder, talk.id(), talk.organisation(), now);
                    var alias = Map.of("alias", person.alias());
                    tell(talk.line(), holder, talk.id(), "duty.interpreter-joined", alias, now);
                });
        // Who was asked for the one before need not answer, if this one speaks it.
        lookNow(talk.id(), now);
        if (conversations.wasInterpreted(talk.id())) {
            responders.find(holder).ifPresent(person -> taken(talk, person, now));
        }
    }

    /// The talk became urgent, or came to somebody else: who is looked for is looked at at once.
    void lookNow(UUID conversation, Instant now) {
        rows.live(conversation).ifPresent(request -> rows.wake(request.id(), now));
    }

    /// Words did not reach the phone of whoever interprets: they leave, and somebody else is looked for. Of anybody
    /// else who takes part it changes nothing.
    @Transactional
    public void unreached(UUID conversation, UUID person, Instant now) {
        if (in(conversation).contains(person)) {
            rows.unreached(conversation, person, now);
        }
    }

    /// Nobody is looked for any more.
    @Transactional
    public void cancel(UUID conversation, Instant now) {
        conversations
                .find(conversation)
                .filter(talk -> contacts.lock(talk.contact()))
                .flatMap(_ -> rows.live(conversation))
                .ifPresent(request -> rows.end(request.id(), now));
    }

    @Override
    @Transactional
    public void closed(UUID conversation, Instant now) {
        rows.live(conversation).ifPresent(request -> rows.end(request.id(), now));
    }

    /// The newest question whether somebody interprets, also of a talk that is over or erased.
    ///
    /// @param live an answer still counts
    public record Asked(UUID conversation, boolean live, Instant at) {}

    /// @param handle as in `B3 1`
    @Transactional
    public Optional<Asked> asked(UUID person, Optional<String> handle, Instant now) {
        return standing(person, handle, now).map(one -> new Asked(one.conversation(), one.live(), one.at()));
    }

    /// They join, unless somebody else does already or it is over; also when they said no before. They are told in
    /// every case.
    ///
    /// @return the talk they interpret from now on
    @Transactional
    public Optional<Talk> accept(UUID person, Optional<String> handle, Instant now) {
        return standing(person, handle, now).flatMap(standing -> accept(person, standing, now));
    }

    /// Whom the call with this origin asked; empty when it asked nobody to interpret.
    @Transactional
    public Optional<UUID> asked(String origin) {
        return offers.person(origin);
    }

    /// What became of a key pressed in such a call.
    ///
    /// @param joined the talk they interpret from now on
    /// @param theirs they interpret in it, by this key or by a text before
    public record Pressed(Optional<Talk> joined, boolean theirs) {}

    /// The same by the key pressed in a call.
    ///
    /// @param origin of the call's row in the outbox
    @Transactional
    public Pressed accept(UUID person, String origin, Instant now) {
        var standing = offers.of(origin);
        var joined = standing.flatMap(one -> accept(person, one, now));
        return new Pressed(joined, standing.isEmpty() || joined.isPresent());
    }

    @Transactional
    public void decline(UUID person, Optional<String> handle, Instant now) {
        standing(person, handle, now).ifPresent(standing -> {
            lock(standing);
            if (standing.live()) {
                offers.answered(standing.offer(), "declined", now);
                rows.wake(standing.request(), now);
            }
            var text = standing.live() ? "duty.declined" : "duty.offer-gone";
            tell(standing.line(), person, standing.conversation(), text, Map.of(), now);
        });
    }

    /// They leave the talk; its holder hears it. Whoever goes on without the language gets somebody else, unless
    /// the holder wanted none.
    ///
    /// @param again somebody else is looked for
    /// @return false when they did not interpret there
    @Transactional
    public boolean leave(UUID conversation, UUID person, boolean again, Instant now) {
        if (!takingPart.leaves(conversation, Role.INTERPRETER, person, now)) {
            return false;
        }
        var talk = conversations.find(conversation).orElseThrow();
        tell(talk.line(), person, conversation, "duty.left", Map.of(), now);
        var holder = talk.holder().flatMap(responders::find);
        holder.ifPresent(one -> {
            var alias = responders.alias(person).orElse("-");
            tell(talk.line(), one.id(), conversation, "duty.interpreter-left", Map.of("alias", alias), now);
        });
        boolean needed =
                holder.filter(one -> one.speaks(talk.locale()).isEmpty()).isPresent()
                        && here(talk, talk.locale()).isEmpty();
        if (again && needed) {
            var request = rows.open(talk, talk.locale(), Optional.empty(), now);
            offers.pass(request, talk.organisation(), person, now);
        }
        return true;
    }

    /// They are not asked about that talk, and what they were asked stands no longer.
    void unasked(UUID conversation, UUID person, Instant now) {
        rows.live(conversation).ifPresent(request -> {
            offers.pass(request.id(), request.organisation(), person, now);
            rows.wake(request.id(), now);
        });
    }

    private Optional<Standing> standing(UUID person, Optional<String> handle, Instant now) {
        if (handle.isEmpty()) {
            return offers.newest(person, Optional.empty(), UNDERSTOOD, now);
        }
        return handles.conversation(person, handle.get(), now)
                .flatMap(conversation -> offers.newest(person, Optional.of(conversation), UNDERSTOOD, now));
    }

    private Optional<Talk> accept(UUID person, Standing standing, Instant now) {
        lock(standing);
        var live = rows.live(standing.conversation())
                .filter(request -> request.id().equals(standing.request()));
        var wish = runs.wish(standing.conversation());
        var joining = responders
                .find(person)
                .filter(one -> wish.filter(what -> Matching.refuses(what, one.gender()))
                        .isEmpty());
        var talk = held(standing.conversation())
                .filter(one -> !people.barred(one.contact()).contains(person))
                .filter(one -> !conversations.present(one.id()).contains(person))
                .filter(one -> here(one, standing.locale()).isEmpty());
        if (live.isEmpty() || talk.isEmpty() || joining.isEmpty()) {
            tell(standing.line(), person, standing.conversation(), "duty.offer-gone", Map.of(), now);
            return Optional.empty();
        }
        offers.answered(standing.offer(), "accepted", now);
        rows.end(standing.request(), now);
        join(talk.get(), joining.get(), now);
        return talk;
    }

    private void join(Talk talk, Responder person, Instant now) {
        takingPart.joins(talk.id(), Role.INTERPRETER, person.id(), now);
        audit.act(Act.by(person.id(), talk.organisation(), Act.Kind.INTERPRETER_JOINED, talk.id(), now));
        tell(talk.line(), person.id(), talk.id(), "duty.interpreting", Map.of(), now);
        talk.holder()
                .ifPresent(holder -> tell(
                        talk.line(),
                        holder,
                        talk.id(),
                        "duty.interpreter-joined",
                        Map.of("alias", person.alias()),
                        now));
        contactTexts.say(talk, "sys.interpreter", Map.of("alias", person.alias()), now);
    }

    private Optional<Talk> held(UUID conversation) {
        return conversations.find(conversation).filter(talk -> talk.status() == Status.HELD);
    }

    /// The contact's row first, as everywhere.
    private void lock(Standing standing) {
        conversations.find(standing.conversation()).ifPresent(talk -> contacts.lock(talk.contact()));
    }

    private void tell(UUID line, UUID person, UUID conversation, String textId, Map<String, String> more, Instant now) {
        handles.of(person, conversation).ifPresent(handle -> {
            var arguments = new java.util.HashMap<>(more);
            arguments.put("handle", handle);
            texts.text(line, person, textId, arguments, "responder:" + person, now);
        });
    }
}
