/// Does a person get what we promise? Talks with the line over HTTP, from the first text to the last, every message
/// accounted for.
///
/// Scenarios S01 to S11 are those of `domain.md` I.
@NullMarked
package org.amparo.walks;

import org.jspecify.annotations.NullMarked;
