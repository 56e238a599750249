package org.amparo.contacts;

import java.time.Instant;
import java.util.UUID;

/// A question for consent that has no answer yet.
///
/// @param purpose as the database says it, such as `follow-up`
/// @param byResponder a responder asks; else the line does
/// @param row the outbox row of the text that asks it
public record OpenConsent(UUID id, String purpose, UUID row, boolean byResponder, Instant askedAt) {}
