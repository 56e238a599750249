/// When things are erased: FORGET now, timed retention as it grows. Runs every room's erasure step.
///
/// Face: [Erasures].
@org.jspecify.annotations.NullMarked
package org.amparo.retention;
