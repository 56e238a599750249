package org.amparo.responders;

import java.util.UUID;
import org.amparo.numbers.SealedAddress;

/// A verified way to a responder, still sealed.
public record Reach(UUID responder, SealedAddress address) {}
