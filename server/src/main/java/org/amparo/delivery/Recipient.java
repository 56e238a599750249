package org.amparo.delivery;

import java.util.UUID;
import org.amparo.numbers.Address;

/// Somebody who is no contact: the address travels sealed in the outbox row. Printing it shows nothing.
///
/// @param owner whose key sealed the address
public record Recipient(UUID owner, Address.Kind kind, byte[] sealed) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Recipient recipient && owner.equals(recipient.owner);
    }

    @Override
    public int hashCode() {
        return owner.hashCode();
    }

    @Override
    public String toString() {
        return "Recipient[" + owner + "]";
    }
}
