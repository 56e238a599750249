package org.amparo.walks;

import org.amparo.harness.TestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Until somebody says that it is safe, no label and no sensitive subject shows (`domain.md` E.3).
class DiscreetTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void not_sure_means_numbers_without_labels() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("3").hears("sys.safe-unsure", "es");
        phone.texts("0").hears("sys.menu-discreet", "es");
        phone.texts("2").hearsNumbersOf("rights", "es");
        phone.texts("3").hears("topic.wages", "es");
    }

    @Test
    void a_sensitive_answer_waits_for_a_one() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("3").hears("sys.safe-unsure", "es");
        phone.texts("1").hearsNumbersOf("urgent", "es");
        phone.texts("trabajo sexual").hears("sys.answer-ready", "es");
        phone.texts("1").hears("topic.sex-work", "es");
    }

    @Test
    void free_words_instead_of_an_answer_count_as_not_sure_and_are_read() {
        var phone = line.phone();
        phone.texts("xin chao").hears("sys.welcome-known", "vi");
        phone.texts("bi giu ho chieu").hears("topic.documents", "vi");
        phone.texts("0").hears("sys.menu-discreet", "vi");
    }

    @Test
    void safe_said_later_brings_the_labels() {
        var phone = line.phone();
        phone.texts("no me pagan el sueldo desde enero").hears("sys.welcome-known", "es");
        phone.texts("3").hears("sys.safe-unsure", "es");
        phone.texts("seguro").hears("sys.menu", "es");
    }
}
