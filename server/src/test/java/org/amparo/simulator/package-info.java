/// Tests of the simulated network, against a line that is no more than a web server.
@org.jspecify.annotations.NullMarked
package org.amparo.simulator;
