package org.amparo.responders;

/// What somebody does on a line.
public enum Role {
    RESPONDER,
    SUPERVISOR,
    /// Joins a talk somebody else holds, and is offered none.
    INTERPRETER
}
