package org.amparo.numbers;

import java.util.UUID;

/// Where somebody is reached, sealed: kept in a row, handed on and opened by [Addresses#open] alone. Printing it
/// shows nothing.
///
/// @param owner whose key sealed it
public record SealedAddress(UUID owner, Address.Kind kind, byte[] sealed) {
    @Override
    public boolean equals(Object other) {
        return other instanceof SealedAddress address && owner.equals(address.owner);
    }

    @Override
    public int hashCode() {
        return owner.hashCode();
    }

    @Override
    public String toString() {
        return "SealedAddress[" + owner + "]";
    }
}
