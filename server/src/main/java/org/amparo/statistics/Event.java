package org.amparo.statistics;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Something worth counting (`domain.md` F.8, H). It has no place for a person, a conversation or a word.
///
/// @param locale the language it happened in, when it is known
/// @param theme a topic or an outcome, by its id in the content: `documents`, `no-answer`
/// @param waited how long somebody waited
public record Event(Place place, Kind kind, Optional<String> locale, Optional<String> theme, Optional<Wait> waited) {

    /// Where it happened.
    ///
    /// @param zone of the line: bands of the day are its local ones
    public record Place(UUID organisation, UUID line, ZoneId zone) {}

    /// What happened. The theme is that of the topic for [#TOPIC_SERVED], the outcome for [#CLOSED].
    public enum Kind {
        /// Somebody wrote who had not written for a day.
        SESSION,
        TOPIC_SERVED,
        NOT_UNDERSTOOD,
        /// A language we do not speak.
        LANGUAGE_MISSING,
        STOPPED,
        STARTED,
        UNSAFE,
        WRONG_NUMBER,
        FORGET_ASKED,
        ERASED,
        MYDATA,
        DANGER,
        CHILD,
        /// A person was asked for: a place in the queue was taken.
        WAITING,
        /// A person was asked for while nobody was there.
        OUT_OF_HOURS,
        MESSAGE_LEFT,
        CONSENT_YES,
        CONSENT_NO,
        /// A responder took it, the first to do so; the wait says how long that took, but for a left message.
        TAKEN,
        /// It ended before anybody took it: who waited gave up, or the message was never answered.
        UNANSWERED,
        /// A responder closed it; the theme is the outcome.
        CLOSED,
        /// A contact was asked whether a note may go to a partner.
        REFERRAL_ASKED,
        REFERRAL_AGREED,
        /// A responder gave it.
        REFERRAL_GIVEN,
        /// And heard what became of it; the theme says which: reached, not reached, declined by the partner.
        REFERRAL_OUTCOME,
        /// Somebody wrote about the service.
        FEEDBACK,
        SURVEY_YES,
        SURVEY_BIT,
        SURVEY_NO,
        /// A text to a contact failed at the carrier.
        NOT_DELIVERED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Bands of waiting time: the steps of the ladder (`domain.md` F.3).
    public enum Wait {
        UNDER_1_MINUTE("0-1 min", 1),
        UNDER_3_MINUTES("1-3 min", 3),
        UNDER_5_MINUTES("3-5 min", 5),
        UNDER_10_MINUTES("5-10 min", 10),
        UNDER_15_MINUTES("10-15 min", 15),
        UNDER_30_MINUTES("15-30 min", 30),
        LONGER("over 30 min", Integer.MAX_VALUE);

        private final String word;
        private final int minutes;

        Wait(String word, int minutes) {
            this.word = word;
            this.minutes = minutes;
        }

        public static Wait of(Duration waited) {
            for (var band : values()) {
                if (waited.compareTo(Duration.ofMinutes(band.minutes)) < 0) {
                    return band;
                }
            }
            return LONGER;
        }

        String word() {
            return word;
        }
    }

    public static Event of(Place place, Kind kind, String locale) {
        return new Event(place, kind, Optional.of(locale), Optional.empty(), Optional.empty());
    }

    public static Event about(Place place, Kind kind, String locale, String theme) {
        return new Event(place, kind, Optional.of(locale), Optional.of(theme), Optional.empty());
    }

    public static Event after(Place place, Kind kind, String locale, Duration waited) {
        return new Event(place, kind, Optional.of(locale), Optional.empty(), Optional.of(Wait.of(waited)));
    }
}
