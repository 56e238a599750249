package org.amparo.responders;

/// How well a responder speaks a language, the best first.
public enum Grade {
    NATIVE,
    FLUENT,
    BASIC;

    /// Good enough to take a talk alone (`domain.md` F.3).
    public boolean alone() {
        return this != BASIC;
    }
}
