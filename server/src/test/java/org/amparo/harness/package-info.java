/// Everything a walk stands on: a database of its own, a clock that moves when told, a running program, and phones
/// that text it over HTTP as a carrier would.
///
/// Face: [TestLine] is the running line; [Phone] texts it and hears what it says.
/// Never: looks into the program for what a phone must hear; only a message that arrived counts.
@NullMarked
package org.amparo.harness;

import org.jspecify.annotations.NullMarked;
