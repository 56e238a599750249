package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever writes FORGET is erased within a minute, whether or not the answer can leave (`rulings.md` 2).
class ErasedInTimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"calls-too-many", "calls-fail", "calls-time-out"})
    void nothing_is_left_after_a_minute_though_the_carrier_takes_nothing(String fault) {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            phone.texts("bonjour").hears("sys.welcome-known", "fr");
            phone.texts("9").hears("sys.waiting", "fr").hears("sys.consent.v1", "fr");
            phone.texts("effacer").hears("sys.forget-ask", "fr");
            var traces = Rows.of(line, phone).traces();
            line.fault(fault);
            phone.texts("1");
            line.clock().forward(seconds(60));
            Rows.expectNone(line, traces);
            assertEquals(0, contacts(line));
            line.noFaults();
            line.clock().forward(minutes(10));
            assertTrue(
                    phone.hearsAnything().stream()
                            .noneMatch(heard -> heard.status().equals("delivered")),
                    "too late to be said");
        }
    }

    @Test
    void the_answer_is_waited_for_and_then_leaves_before_the_number_goes() {
        try (var line = TestLine.open()) {
            var phone = line.phone();
            phone.texts("bonjour").hears("sys.welcome-known", "fr");
            phone.texts("effacer").hears("sys.forget-ask", "fr");
            line.fault("calls-too-many");
            phone.texts("1").hearsNothing();
            line.clock().forward(seconds(10));
            assertEquals(1, contacts(line));
            line.noFaults();
            line.clock().forward(seconds(30));
            phone.hears("sys.forget-done", "fr");
            line.clock().forward(seconds(2));
            assertEquals(0, contacts(line));
        }
    }

    private static int contacts(TestLine line) {
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM contact")
                        .mapTo(Integer.class)
                        .one());
    }
}
