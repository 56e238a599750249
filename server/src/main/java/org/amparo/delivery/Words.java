package org.amparo.delivery;

import java.util.UUID;

/// Words of a person, to be carried as they are: sealed in the row until they have left. Printing them shows
/// nothing.
///
/// @param owner whose key seals them: a conversation, so that its erasure takes back what has not left
/// @param kind what they are, such as `relay.to-contact`: it stands in the place of a text id
public record Words(UUID owner, String kind, String locale, String text) {
    @Override
    public String toString() {
        return "Words[" + kind + "]";
    }
}
