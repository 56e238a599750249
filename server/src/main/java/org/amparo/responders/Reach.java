package org.amparo.responders;

import java.util.UUID;
import org.amparo.numbers.Address;

/// A verified way to a responder, still sealed. Printing it shows nothing.
///
/// @param owner whose key sealed it
public record Reach(UUID responder, UUID owner, Address.Kind kind, byte[] sealed) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Reach reach && owner.equals(reach.owner);
    }

    @Override
    public int hashCode() {
        return owner.hashCode();
    }

    @Override
    public String toString() {
        return "Reach[" + responder + "]";
    }
}
