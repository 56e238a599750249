package org.amparo.walks;

import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A text that ends exactly with a segment waits for its next part; what asks for silence is never taken for one.
class PartsTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    private static Phone afterAFullSegment() {
        var phone = line.phone();
        phone.texts("hello").hearsAnything();
        phone.texts("1").hearsAnything();
        return phone.texts("q".repeat(160)).hearsNothing();
    }

    @Test
    void stop_right_after_a_full_segment_stops() {
        var phone = afterAFullSegment();
        phone.texts("STOP").hears("sys.stop", "en").hearsNothing();
        phone.texts("hello").hears("sys.restart-ask", "en");
    }

    @Test
    void unsafe_right_after_a_full_segment_silences() {
        afterAFullSegment().texts("UNSAFE").hears("sys.unsafe-ack", "en").hearsNothing();
    }

    @Test
    void forget_right_after_a_full_segment_is_understood() {
        var phone = afterAFullSegment();
        phone.texts("FORGET").hears("sys.forget-ask", "en");
    }
}
