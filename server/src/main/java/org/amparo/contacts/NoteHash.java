package org.amparo.contacts;

import java.util.Arrays;

/// The keyed hash of a note, by which a note that is shared is known to be the one that was agreed to.
public record NoteHash(byte[] value) {
    @Override
    public boolean equals(Object other) {
        return other instanceof NoteHash hash && Arrays.equals(value, hash.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "NoteHash[]";
    }
}
