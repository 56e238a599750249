/// Everything that knows Twilio: the webhooks it calls, the REST API we call, and what both mean.
///
/// Face: `GoLiveCheck`, the command `check`, and `TwilioSettings`. `TextHook`, `FallbackHook`, `StatusHook` and
/// `CallHook` are the doors Twilio knocks at,
/// `TwilioCarrier` is the way out.
/// Never: decides what is answered, or prints a number or a body.
@org.jspecify.annotations.NullMarked
package org.amparo.twilio;
