package org.amparo.reception;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.amparo.dialogue.Situation;
import org.amparo.escalation.Attendance;
import org.amparo.responders.Gender;

/// Who answers a line at a moment. Practice has no hours: whoever takes part is there.
record LineDuty(Attendance attendance, UUID line, boolean practice, Instant now) implements Situation.Duty {
    @Override
    public boolean nobody() {
        return !practice && attendance.nobody(line, now);
    }

    @Override
    public Optional<Instant> next(String locale) {
        return attendance.next(line, locale, now);
    }

    @Override
    public boolean has(Gender gender, String locale) {
        return attendance.has(line, locale, gender, now);
    }
}
