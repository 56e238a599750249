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
import org.amparo.audit.Act;
import org.amparo.audit.Audit;
import org.amparo.contacts.AgreedWindow;
import org.amparo.contacts.ConsentGiven;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Contacts;
import org.amparo.contacts.Purpose;
import org.amparo.contacts.SendingState;
import org.amparo.contacts.SendingStates;

/// Writing to somebody once more: in hours a person set, once, with their yes (`domain.md` F.5, `rulings.md` 6).
/// Each public method is one transaction, or part of the caller's.
@Singleton
public class FollowUps {
    private final Conversations conversations;
    private final Contacts contacts;
    private final Consents consents;
    private final SendingStates states;
    private final Announcements announcements;
    private final Audit audit;

    FollowUps(
            Conversations conversations,
            Contacts contacts,
            Consents consents,
            SendingStates states,
            Announcements announcements,
            Audit audit) {
        this.conversations = conversations;
        this.contacts = contacts;
        this.consents = consents;
        this.states = states;
        this.announcements = announcements;
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
    /// every text of this line to them. A message that was left and is held is answered then.
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
            audit.act(Act.by(by, one.organisation(), Act.Kind.CONVERSATION_CHANGED, conversation, now));
            if (one.leftMessage() && one.holder().isPresent() && !windows.isEmpty()) {
                announcements.say(one, "sys.follow-up-open", Map.of(), now);
            }
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
