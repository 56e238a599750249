package org.amparo.simulator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/// What a segment costs on the phones page: an example, so that every price is seen. Keys
/// `amparo.simulator.prices.*`.
///
/// @param in a segment that reaches the line
/// @param out a segment the line sends
/// @param currency ISO 4217 code
@Serdeable
@ConfigurationProperties("amparo.simulator.prices")
record Prices(
        @Bindable(defaultValue = "0.0075") BigDecimal in,
        @Bindable(defaultValue = "0.0700") BigDecimal out,
        @Bindable(defaultValue = "EUR") String currency) {}
