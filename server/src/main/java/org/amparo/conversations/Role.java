package org.amparo.conversations;

/// Who takes part in a conversation.
public enum Role {
    CONTACT,
    RESPONDER,
    INTERPRETER,
    SUPERVISOR
}
