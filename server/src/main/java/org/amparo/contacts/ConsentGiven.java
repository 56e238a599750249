package org.amparo.contacts;

import java.util.UUID;

/// Proof that a contact said yes. Only [Consents] makes one, from a row that holds; whoever acts on it has it
/// checked again in the transaction that acts, with [Consents#use] or [Consents#stands].
///
/// @param <P> what it allows, and nothing else
public final class ConsentGiven<P extends Purpose> {
    private final UUID id;
    private final P purpose;
    private final UUID contact;
    private final UUID line;
    private final UUID conversation;

    ConsentGiven(UUID id, P purpose, UUID contact, UUID line, UUID conversation) {
        this.id = id;
        this.purpose = purpose;
        this.contact = contact;
        this.line = line;
        this.conversation = conversation;
    }

    public UUID id() {
        return id;
    }

    public P purpose() {
        return purpose;
    }

    public UUID contact() {
        return contact;
    }

    public UUID line() {
        return line;
    }

    /// The conversation in which it was asked.
    public UUID conversation() {
        return conversation;
    }

    @Override
    public String toString() {
        return "ConsentGiven[" + purpose.word() + " " + id + "]";
    }
}
