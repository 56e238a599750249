package org.amparo.rota;

/// What those on duty are asked for.
public enum Cover {
    /// Everything: the line is open.
    OPEN,
    /// Danger only, at home with a phone (`domain.md` F.2).
    ON_CALL
}
