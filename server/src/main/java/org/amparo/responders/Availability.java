package org.amparo.responders;

/// Whether a responder can be asked, whatever the rota says.
public enum Availability {
    ON,
    /// By their own word.
    OFF,
    /// Set by us after two missed offers, or by their STOP.
    AWAY,
    /// For some minutes.
    BREAK
}
