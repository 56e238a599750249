package org.amparo.escalation;

import java.util.Optional;
import org.amparo.responders.Gender;
import org.amparo.responders.Skill;

/// What a conversation needs of whoever takes it.
///
/// @param gender the contact asked for a woman or a man: a wish that never lowers the place
record Wish(boolean danger, boolean child, Optional<Gender> gender, Optional<Skill> skill) {}
