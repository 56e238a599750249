package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.retention.Erasures;
import org.junit.jupiter.api.Test;

/// A key that opens nothing any more keeps nobody from being erased: neither its own contact nor those behind it.
class BrokenKeyTest {
    @Test
    void who_cannot_be_read_is_erased_and_those_behind_too() {
        try (var line = TestLine.open()) {
            var broken = line.phone();
            var behind = line.phone();
            for (var phone : List.of(broken, behind)) {
                phone.texts("bonjour").hears("sys.welcome-known", "fr");
            }
            line.sql()
                    .useHandle(handle -> handle.createUpdate(
                                    "UPDATE keyring.data_key SET wrapped = '\\x0102' WHERE owner_id = :contact")
                            .bind("contact", Rows.of(line, broken).contact())
                            .execute());
            erase(line, broken);
            erase(line, behind);
            line.clock().forward(minutes(1));
            assertEquals(
                    List.of(),
                    line.sql()
                            .withHandle(handle -> handle.createQuery("SELECT id FROM contact")
                                    .mapTo(UUID.class)
                                    .list()));
        }
    }

    private static void erase(TestLine line, Phone phone) {
        line.node()
                .bean(Erasures.class)
                .request(
                        Rows.of(line, phone).contact(),
                        line.node().bean(Lines.class).first().organisationId(),
                        line.clock().now());
    }
}
