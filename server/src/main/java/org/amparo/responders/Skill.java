package org.amparo.responders;

/// What a responder is trained for beyond listening.
public enum Skill {
    CHILD,
    LEGAL,
    HEALTH,
    WORK
}
