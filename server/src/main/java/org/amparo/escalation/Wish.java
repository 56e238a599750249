package org.amparo.escalation;

import java.util.Optional;
import org.amparo.responders.Gender;
import org.amparo.responders.Skill;

/// What a conversation needs of whoever takes it.
///
/// @param gender the contact asked for a woman or a man: a wish that never lowers the place
/// @param only they chose to wait for one; in danger that does not count
record Wish(boolean danger, boolean child, Optional<Gender> gender, boolean only, Optional<Skill> skill) {
    Wish(boolean danger, boolean child, Optional<Gender> gender, Optional<Skill> skill) {
        this(danger, child, gender, false, skill);
    }

    Wish of(Optional<Gender> wanted, boolean noOther) {
        return new Wish(danger, child, wanted, noOther, skill);
    }

    Wish of(Skill needed) {
        return new Wish(danger, child, gender, only, Optional.of(needed));
    }
}
