package org.amparo.content;

/// When a text may leave (`rulings.md` 1); `content/phrases.yml` gives each text its class.
public enum TextClass {
    /// To responders and supervisors, while the offer or alarm stands.
    DUTY,
    /// Answers of the automatic part: within 10 minutes of the inbound they answer.
    REPLY,
    /// Promised to a waiting or held contact: unless unsafe or stopped.
    PROMISED,
    /// Sent unasked: only while safe = yes.
    PUSH,
    /// Follow-up and answers to a left message: only inside the agreed window.
    AGREED
}
