package org.amparo.content;

import java.time.LocalDate;

/// A parameter's value for a scope, with where it comes from (`rulings.md` 3).
///
/// @param scope opaque here; for a line's file `line:<name>`
record LineValue(
        String scope,
        String parameter,
        String value,
        String source,
        LocalDate verifiedOn,
        String verifiedBy,
        Place place) {}
