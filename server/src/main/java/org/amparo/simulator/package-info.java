/// Edge: simulated phones, the carrier between them and us, and the page that shows them. In a demonstration only.
///
/// Face: none; it is reached by HTTP under `/phone`. It speaks to us as a carrier does: signed webhooks over
/// loopback HTTP come in, the `Carrier` port goes out, so a text takes the very same path as a real one.
/// Never: stores or logs a text or a number (the last thousands stay in memory), or knows another carrier's room.
@Configuration
@Requires(property = "amparo.demo", value = "true")
@org.jspecify.annotations.NullMarked
package org.amparo.simulator;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
