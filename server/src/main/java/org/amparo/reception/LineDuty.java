package org.amparo.reception;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.amparo.contacts.Contact;
import org.amparo.dialogue.Situation;
import org.amparo.escalation.Attendance;
import org.amparo.escalation.WaitingTimes;
import org.amparo.responders.Gender;

/// Who answers a contact on a line at a moment. Practice has no hours: whoever takes part is there.
record LineDuty(Attendance attendance, WaitingTimes times, UUID line, Contact contact, Instant now)
        implements Situation.Duty {
    @Override
    public boolean nobody() {
        return !contact.test() && attendance.nobody(line, now);
    }

    @Override
    public Optional<Instant> next(String locale) {
        return attendance.next(line, locale, now);
    }

    @Override
    public boolean has(Gender gender, String locale) {
        return attendance.has(line, locale, gender, now);
    }

    @Override
    public int ahead(String locale) {
        return times.ahead(waiting(locale, contact.childPossible()), now);
    }

    @Override
    public OptionalInt minutes(String locale, boolean child) {
        return times.minutes(waiting(locale, child), now);
    }

    private WaitingTimes.Waiting waiting(String locale, boolean child) {
        return new WaitingTimes.Waiting(line, contact.id(), locale, child, contact.test());
    }
}
