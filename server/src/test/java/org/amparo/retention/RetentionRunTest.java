package org.amparo.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The hourly run: by one node at a time, written down once, going on past what fails.
class RetentionRunTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void each_hour_has_one_run_and_one_event() {
        line.settle();
        var runs = line.node().bean(RetentionRuns.class);
        int before = events("retention-run");
        line.clock().forward(Duration.ofHours(1));
        assertEquals(before + 1, events("retention-run"));
        assertEquals(new RetentionRuns.Done.Nothing(), runs.next(line.clock().now()), "it is done");
        line.clock().forward(Duration.ofMinutes(59));
        assertEquals(before + 1, events("retention-run"));
        line.clock().forward(Duration.ofMinutes(1));
        assertEquals(before + 2, events("retention-run"));
    }

    private static int events(String kind) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit_event WHERE kind = :kind")
                        .bind("kind", kind)
                        .mapTo(Integer.class)
                        .one());
    }
}
