package org.amparo.responders;

/// What somebody does on a line.
public enum Role {
    RESPONDER,
    SUPERVISOR,
    /// Joins a talk somebody else holds, and is offered none.
    INTERPRETER,
    /// The line of a partner organisation: asked by a step of the escalation policy that names it, and nothing
    /// else.
    PARTNER,
    /// Leads the organisation: told of incidents, and of nothing else.
    DIRECTOR
}
