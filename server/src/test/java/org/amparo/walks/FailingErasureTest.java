package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;

/// One erasure that fails holds up no other, and is done once it can be.
class FailingErasureTest {
    @Test
    void another_is_erased_meanwhile() {
        try (var line = TestLine.open()) {
            var first = line.phone();
            first.texts("FORGET").hears("sys.forget-ask", "en");
            line.sql().useHandle(handle -> {
                handle.execute("CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''poisoned''; END'");
                handle.execute("CREATE TABLE poisoned AS SELECT id FROM contact");
                handle.execute("CREATE FUNCTION is_poisoned(uuid) RETURNS boolean LANGUAGE sql AS"
                        + " 'SELECT EXISTS (SELECT FROM poisoned WHERE id = $1)'");
                handle.execute("CREATE TRIGGER poison BEFORE DELETE ON contact FOR EACH ROW"
                        + " WHEN (is_poisoned(OLD.id)) EXECUTE FUNCTION poison()");
            });
            forget(first);
            var second = line.phone();
            second.texts("FORGET").hears("sys.forget-ask", "en");
            forget(second);
            line.clock().forward(TestLine.seconds(2));
            assertEquals(1, contacts(line), "the second is gone, the first waits");
            line.sql().useHandle(handle -> handle.execute("DROP TRIGGER poison ON contact"));
            line.clock().forward(TestLine.seconds(11));
            assertEquals(0, contacts(line));
        }
    }

    private static void forget(Phone phone) {
        phone.texts("1").hears("sys.forget-done", "en");
    }

    private static int contacts(TestLine line) {
        line.settle();
        return line.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM contact")
                        .mapTo(Integer.class)
                        .one());
    }
}
