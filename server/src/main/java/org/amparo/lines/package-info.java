/// Our own numbers: organisation, channel, country, zone, hours, switches of the market.
///
/// Face: [Lines] finds a [Line] by the number that was texted. Number, zone, hours and switches are configuration,
/// read at each start; parameters of texts are values and reach people only through a release (`rulings.md` 3).
@org.jspecify.annotations.NullMarked
package org.amparo.lines;
