package org.amparo.walks;

import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The scenarios of `domain.md` I that need no move of the clock, as far as no responder is needed.
class ScenariosTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void s01_a_home_worker_asks_a_question_and_gets_the_answer() {
        var maricel = line.phone();
        maricel.texts("Kumusta po, kinuha ng amo ko ang passport ko")
                .hears("sys.welcome-known", "tl")
                .notSaying("pasaporte");
        maricel.texts("1").hears("topic.documents", "tl");
        maricel.texts("0").hears("sys.menu", "tl");
        maricel.texts("2").hears("section.rights", "tl");
    }
}
