package org.amparo.platform;

import java.util.function.Supplier;

/// Does work anew that lost against somebody who wanted the same rows: whoever sent it, a carrier or a phone, sends
/// it once, and nothing is wrong with it. The work is a whole transaction, so that nothing of the lost try is left.
public final class GivingWay {
    /// Each loses to somebody who goes on: three in a row mean that something else is wrong.
    private static final int TRIES = 3;

    private GivingWay() {}

    /// @throws RuntimeException of the last try, or of the first that failed for another reason
    public static <T> T again(Supplier<T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (tried == TRIES || !FailureKind.gaveWay(e)) {
                    throw e;
                }
            }
        }
    }

    /// The same for work without a result.
    public static void again(Runnable work) {
        again(() -> {
            work.run();
            return true;
        });
    }
}
