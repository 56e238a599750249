/// Asks responders in order until one accepts, and watches that whoever accepted answers.
///
/// Pure and testable on tables: [EscalationPolicy] says the next move of a run, [Matching] who fits a step and in
/// which order. A run's policy is frozen into it, so that a change of policy never changes a run under way.
@NullMarked
package org.amparo.escalation;

import org.jspecify.annotations.NullMarked;
