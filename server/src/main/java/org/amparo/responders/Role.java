package org.amparo.responders;

/// What somebody does on a line.
public enum Role {
    RESPONDER,
    SUPERVISOR
}
