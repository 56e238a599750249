/// Everything that knows Twilio: the webhooks it calls, the REST API we call, and what both mean.
///
/// Face: none; `TextHook`, `FallbackHook`, `StatusHook` and `CallHook` are the doors Twilio knocks at,
/// `TwilioCarrier` is the way out, `GoLiveCheck` the command `check`.
/// Never: decides what is answered, or prints a number or a body.
@org.jspecify.annotations.NullMarked
package org.amparo.twilio;
