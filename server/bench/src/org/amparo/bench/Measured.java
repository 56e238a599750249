package org.amparo.bench;

import java.util.Arrays;
import java.util.Locale;

/// What one stage gave.
///
/// @param nanos how long each took, sorted
/// @param seconds how long the stage took
/// @param failed how many were not answered with 200
record Measured(long[] nanos, double seconds, int failed) {
    Measured {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    double perSecond() {
        return nanos.length / seconds;
    }

    /// Milliseconds within which that share was done.
    double millis(double share) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * nanos.length);
        return nanos[Math.clamp(rank - 1L, 0, nanos.length - 1)] / 1e6;
    }

    String columns() {
        return String.format(Locale.ROOT, "%8.0f/s %8.1f %8.1f ms", perSecond(), millis(0.5), millis(0.99));
    }
}
