/// What people say of the service itself: kept sealed until whoever supervises has read it, and not longer.
///
/// Face: [Feedback] keeps words, tells how many wait, and opens the oldest for a supervisor.
/// Never: shows them to the responder they may be about; keeps a number for them.
@org.jspecify.annotations.NullMarked
package org.amparo.feedback;
