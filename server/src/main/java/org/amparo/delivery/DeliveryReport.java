package org.amparo.delivery;

import java.util.Optional;

/// What a carrier says about a message it took.
///
/// @param token the secret part of the row's own callback address, if the report came there
/// @param carrierId the carrier's id of the message
/// @param code the carrier's error code, 0 for none
public record DeliveryReport(Optional<String> token, String carrierId, DeliveryStatus status, int code) {}
