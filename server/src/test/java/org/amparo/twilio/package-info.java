/// Tests of everything that knows Twilio: tables, the doors over HTTP, and the carrier against a stub of its API.
@org.jspecify.annotations.NullMarked
package org.amparo.twilio;
