package org.amparo.rota;

import java.time.Instant;

/// A time in which nobody on duty speaks a language.
public record Gap(String locale, Instant from, Instant until) {}
