/// Figures for whoever operates the program, in the text form of Prometheus, on a loopback port of their own.
/// Holds no figure itself: each room says its own.
@NullMarked
package org.amparo.metrics;

import org.jspecify.annotations.NullMarked;
