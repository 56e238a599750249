package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.AgreedWindow;
import org.amparo.contacts.ConsentGiven;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Contacts;
import org.amparo.contacts.Purpose;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;
import org.amparo.delivery.Outbox;
import org.jdbi.v3.core.Jdbi;

/// Writing to somebody once more: in hours a person set, once, with their yes (`domain.md` F.5, `rulings.md` 6).
/// Each public method is one transaction, or part of the caller's.
@Singleton
public class FollowUps {
    /// Left messages that somebody holds, in hours in which nobody was asked yet.
    private static final String MESSAGES = """
            SELECT c.id FROM conversation c
              JOIN sending_state s ON s.contact_id = c.contact_id AND s.line_id = c.line_id,
                   unnest(s.windows) AS w
             WHERE c.status = 'held' AND c.left_at IS NOT NULL AND NOT s.window_suspended
               AND w @> CAST(:now AS timestamptz) AND (c.still_there_at IS NULL OR c.still_there_at < lower(w))
             ORDER BY lower(w), c.id LIMIT 50
            """;

    /// A yes to one more text after the talk was closed, not used yet, in agreed hours.
    private static final String YES = """
            SELECT k.conversation_id FROM consent k
              JOIN conversation c ON c.id = k.conversation_id AND c.closed_at IS NOT NULL
              JOIN sending_state s ON s.contact_id = k.contact_id AND s.line_id = k.line_id,
                   unnest(s.windows) AS w
             WHERE k.purpose = 'follow-up' AND k.answer = 'yes' AND k.used_at IS NULL AND k.withdrawn_at IS NULL
               AND k.expires_at > :now AND NOT s.window_suspended AND w @> CAST(:now AS timestamptz)
             ORDER BY lower(w), k.id LIMIT 50
            """;

    private final Jdbi jdbi;
    private final Conversations conversations;
    private final Contacts contacts;
    private final Consents consents;
    private final SendingStates states;
    private final Announcements announcements;
    private final Outbox outbox;
    private final Audit audit;

    FollowUps(
            Jdbi jdbi,
            Conversations conversations,
            Contacts contacts,
            Consents consents,
            SendingStates states,
            Announcements announcements,
            Outbox outbox,
            Audit audit) {
        this.jdbi = jdbi;
        this.conversations = conversations;
        this.contacts = contacts;
        this.consents = consents;
        this.states = states;
        this.announcements = announcements;
        this.outbox = outbox;
        this.audit = audit;
    }

    /// Hours of a day of the week, as the contact said them.
    ///
    /// @param until at or before `from`: on the next day
    public record Hours(DayOfWeek day, LocalTime from, LocalTime until) {
        /// The next time they come, or the one under way.
        AgreedWindow next(Instant now, ZoneId zone) {
            var today = now.atZone(zone).toLocalDate();
            var day0 = today.minusDays(1).with(TemporalAdjusters.nextOrSame(day));
            var window = window(day0, zone);
            return now.isBefore(window.until()) ? window : window(day0.plusWeeks(1), zone);
        }

        private AgreedWindow window(LocalDate on, ZoneId zone) {
            var end = until.isAfter(from) ? on : on.plusDays(1);
            return new AgreedWindow(
                    on.atTime(from).atZone(zone).toInstant(),
                    end.atTime(until).atZone(zone).toInstant());
        }
    }

    /// A person sets when this contact may be written to; from then on, unless they write themselves, it binds
    /// every text of this line to them. Who left a message that is held is asked then whether it is a good time.
    ///
    /// @param hours each counts once, the next time it comes
    /// @return false when the conversation was erased
    @Transactional
    public boolean setWindow(UUID conversation, List<Hours> hours, ZoneId zone, UUID by, Instant now) {
        var talk = conversations.locked(conversation);
        talk.ifPresent(one -> {
            var windows = hours.stream()
                    .map(each -> each.next(now, zone))
                    .sorted(Comparator.comparing(AgreedWindow::from))
                    .toList();
            states.find(one.contact(), one.line())
                    .map(state -> state.agreed(windows))
                    .ifPresent(states::save);
            outbox.lookAgain(one.contact(), now);
            audit.act(Act.by(by, one.organisation(), Act.Kind.CONVERSATION_CHANGED, conversation, now));
        });
        return talk.isPresent();
    }

    /// The talks whose agreed hours have begun: of whoever left a message that somebody holds, and of whoever said
    /// yes to one more text.
    List<UUID> due(Instant now) {
        return Stream.concat(due(MESSAGES, now).stream(), due(YES, now).stream())
                .distinct()
                .toList();
    }

    /// Asks whoever one of them is with whether it is a good time, if that is due still. Nothing is queued before:
    /// words wait a day at most. One talk, one transaction, the contact's row first: what a contact agreed to may
    /// be taken back at this moment.
    @Transactional
    void ask(UUID conversation, Instant now) {
        if (conversations.locked(conversation).isPresent() && !askInHours(conversation, now)) {
            consents.followUp(conversation, now).ifPresent(given -> open(given, now));
        }
    }

    private List<UUID> due(String which, Instant now) {
        return jdbi.withHandle(handle ->
                handle.createQuery(which).bind("now", now).mapTo(UUID.class).list());
    }

    /// Once in each of the agreed times, looked at again under the contact's lock.
    private boolean askInHours(UUID conversation, Instant now) {
        var talk = conversations
                .locked(conversation)
                .filter(_ -> due(MESSAGES, now).contains(conversation));
        talk.ifPresent(one -> {
            announcements.say(one, "sys.follow-up-open", Map.of(), now);
            jdbi.useHandle(handle -> handle.createUpdate("UPDATE conversation SET still_there_at = :now WHERE id = :id")
                    .bind("now", now)
                    .bind("id", conversation)
                    .execute());
        });
        return talk.isPresent();
    }

    /// Asks, once, whether it is a good time; it leaves in the agreed hours or not at all.
    ///
    /// @param given their yes, used up here
    /// @return false when the yes does not hold any more, or no hours are set
    @Transactional
    public boolean open(ConsentGiven<Purpose.FollowUp> given, Instant now) {
        if (!contacts.lock(given.contact())) {
            return false;
        }
        boolean hours = states.find(given.contact(), given.line())
                .filter(state -> !state.stopped() && state.windowAt(now).isPresent())
                .isPresent();
        var talk = conversations.find(given.conversation()).filter(_ -> hours);
        if (talk.isEmpty() || !consents.use(given, now)) {
            return false;
        }
        announcements.say(talk.get(), "sys.follow-up-open", Map.of(), now);
        return true;
    }

    /// The number may be somebody else's: hours and every yes end.
    @Transactional
    public void lapse(UUID contact, UUID line, Instant now) {
        consents.withdrawAll(contact, now);
        states.find(contact, line).map(SendingState::permissionsLapsed).ifPresent(states::save);
    }
}
