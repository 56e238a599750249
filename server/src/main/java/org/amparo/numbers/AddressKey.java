package org.amparo.numbers;

import java.util.Arrays;

/// The keyed hash of an address for one organisation: finds a row, never leads back to the number.
///
/// @param generation which lookup key made it
public record AddressKey(Address.Kind kind, long generation, byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof AddressKey key
                && kind == key.kind
                && generation == key.generation
                && Arrays.equals(value, key.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return kind.column() + "#";
    }
}
