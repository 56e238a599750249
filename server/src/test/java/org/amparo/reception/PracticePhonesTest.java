package org.amparo.reception;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.amparo.content.Piece;
import org.amparo.dialogue.Decision;
import org.amparo.dialogue.Dialogue;
import org.amparo.dialogue.Effect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/// When a practice phone is told that it is one: whenever somebody in need would count on what it hears.
class PracticePhonesTest {
    private static final Effect MENU = say("sys.menu");
    private static final Effect CRISIS = say("sys.crisis");
    private static final Effect WAIT = new Effect.Wait(Effect.Priority.NORMAL);
    private static final Effect DANGER = new Effect.Wait(Effect.Priority.DANGER);
    private static final Effect LEAVE = new Effect.LeaveMessage();

    static final List<Arguments> CASES = Stream.of(
                    of("a menu", false, false, false, MENU),
                    of("asks for a person", false, false, true, WAIT, MENU),
                    of("waits already", true, false, false, WAIT),
                    of("leaves a message", false, false, true, LEAVE),
                    of("leaves one instead of waiting", true, false, false, LEAVE),
                    of("danger at once", false, false, true, CRISIS, DANGER),
                    of("danger while held, without a word", true, false, true, DANGER),
                    of("danger again, without a word", true, true, false, DANGER),
                    of("danger again, said again", true, true, true, DANGER, CRISIS),
                    of("danger elsewhere", false, false, true, say("sys.crisis-elsewhere")))
            .toList();

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void practice_says_so(String label, boolean open, boolean inDanger, boolean says, Decision decision) {
        assertEquals(says, PracticePhones.calls(decision, open, inDanger), label);
    }

    private static Arguments of(String label, boolean open, boolean inDanger, boolean says, Effect... effects) {
        return Arguments.of(
                label, open, inDanger, says, new Decision(Dialogue.begin(Instant.EPOCH), List.of(effects), true));
    }

    private static Effect say(String textId) {
        return new Effect.Say(List.of(Piece.of(textId, "en")), false);
    }
}
