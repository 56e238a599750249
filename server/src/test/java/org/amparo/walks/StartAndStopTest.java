package org.amparo.walks;

import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.amparo.harness.TestLine;
import org.amparo.platform.Pollers;
import org.junit.jupiter.api.Test;

class StartAndStopTest {
    @Test
    void a_program_that_was_stopped_does_no_more_work() {
        Pollers pollers;
        try (var line = TestLine.open()) {
            pollers = line.node().bean(Pollers.class);
        }
        assertFalse(pollers.settle(seconds(10)), "a round was done after the stop");
    }
}
