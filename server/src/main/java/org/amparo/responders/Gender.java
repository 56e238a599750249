package org.amparo.responders;

/// Only to meet the wish of a contact for a woman or a man (`domain.md` R40); a responder need not give it.
public enum Gender {
    WOMAN,
    MAN
}
