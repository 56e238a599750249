package org.amparo.walks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.junit.jupiter.api.AfterEach;

/// A scenario of `domain.md` I, as one walk from its first text to its last sentence, with the phones of all who
/// answer: what any of them hears that no line of the walk expects fails it. Which sentence is shown where: the
/// table in the package's `package-info.java`.
///
/// Driven as a test outside the project would be: by texts, messages and the clock alone, and what is heard is the
/// shipped content. The clock stands unless a walk moves it, so what is heard at once is heard without any wait.
/// What is promised on a telephone and in the other app is walked on both.
abstract class Scenario {
    static final String HANDLE = "([BCDFGHJKLMNPQRSTVWXYZ][2-9])";

    final TestLine line;
    final Phone ana;
    final Phone leo;
    final Phone noor;
    final Phone vera;

    Scenario(Instant start) {
        line = TestLine.open(start, Map.of());
        line.drivenFromOutside();
        ana = line.staff("+447700900101");
        leo = line.staff("+447700900102");
        noor = line.staff("+447700900103");
        vera = line.staff("+447700900110");
    }

    @AfterEach
    void nothing_is_left_unheard() {
        line.close();
    }

    List<String> rows(String query) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
