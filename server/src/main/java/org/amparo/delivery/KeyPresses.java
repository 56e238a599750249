package org.amparo.delivery;

import java.util.Optional;

/// Takes a key pressed in a call of ours to whoever queued the call. A call nobody answers, or a machine does,
/// presses nothing, so it accepts nothing.
public interface KeyPresses {
    /// @param token the secret part of the row's callback address
    /// @return empty when nobody knows the call, or the key means nothing in it
    Optional<Spoken> press(String token, char key);

    /// What is to be said in answer, and in which locale.
    record Spoken(String sentence, String locale) {}
}
