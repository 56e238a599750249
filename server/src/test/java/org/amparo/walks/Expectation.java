package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amparo.harness.Heard;

/// What one phone may hear, from what it texted and when; it knows nothing of the program (`rulings.md` 1).
///
/// Where a digit could mean two things, it takes the one that allows more.
final class Expectation {
    private static final Duration ANSWER = Duration.ofMinutes(10);
    private static final Duration SESSION = Duration.ofHours(24);

    /// Meant seriously in any state, so never without an effect.
    private static final List<String> STRONG = List.of("help me", "he is hitting");

    private Instant textedAt = Instant.EPOCH;
    private boolean stopped;
    private boolean unsafe;
    private boolean asked;
    private boolean inDanger;
    /// So many answers may still come to whoever is to hear no more than one for each text.
    private int owed;

    /// @param faulty an answer may come late, behind the next text
    void texted(String body, Instant now, boolean faulty) {
        textedAt = now;
        boolean before = stopped || unsafe;
        unsafe = body.equals("UNSAFE");
        switch (body) {
            case "STOP" -> stopped = true;
            case "START", "1", "9" -> stopped = false;
            default -> {}
        }
        owed = faulty && before && (stopped || unsafe) ? owed + 1 : 1;
        // asking for a person, danger, or leaving word: something may be promised for later
        inDanger |= demandsAnswer(body);
        asked |= body.equals("9") || inDanger;
    }

    /// Danger has an effect in every state.
    boolean demandsAnswer(String body) {
        return STRONG.stream().anyMatch(body::startsWith);
    }

    void heard(Heard message) {
        owed--;
        var after = Duration.between(textedAt, message.at());
        if (stopped && (owed < 0 || after.compareTo(ANSWER) > 0)) {
            fail("stopped, and heard " + message);
        }
        if (unsafe && (owed < 0 || after.compareTo(ANSWER) > 0)) {
            fail("not safe, and heard " + message);
        }
        if (!asked && after.compareTo(ANSWER) > 0) {
            fail("promised nothing, and heard after " + after + " " + message);
        }
        // That nobody can come is owed to whoever is in danger, also after the line was away for days.
        if (after.compareTo(SESSION) > 0 && !inDanger) {
            fail("heard after " + after + " " + message);
        }
    }
}
