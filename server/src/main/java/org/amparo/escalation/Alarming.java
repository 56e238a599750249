package org.amparo.escalation;

/// What a run may alarm the supervisors about.
enum Alarming {
    /// Danger, and not taken.
    URGENT,
    /// Danger, not taken for so long that it is an incident: the director is to be told.
    INCIDENT,
    /// Somebody waits too long.
    WAITING
}
