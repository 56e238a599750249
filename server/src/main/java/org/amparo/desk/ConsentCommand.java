package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.amparo.conversations.Questions;
import org.amparo.escalation.DutyTexts;

/// `#consent`: whoever holds a talk has its contact asked whether texts may be kept, which the line did not do in
/// danger (`domain.md` E.4). The answer comes by text, and the holder hears it. Works inside the caller's
/// transaction.
@Singleton
final class ConsentCommand {
    private final Targets targets;
    private final Relays relays;
    private final Questions questions;
    private final DutyTexts texts;

    ConsentCommand(Targets targets, Relays relays, Questions questions, DutyTexts texts) {
        this.targets = targets;
        this.relays = relays;
        this.questions = questions;
        this.texts = texts;
    }

    void ask(DeskText text, Said.Consent said, Instant now) {
        targets.of(text, said.handle(), now)
                .filter(target -> !relays.refused(target.talk(), text.person(), target.handle(), now))
                .ifPresent(target -> {
                    var asked = questions.keepTexts(
                            target.talk().id(), text.person().id(), now);
                    var answer = switch (asked) {
                        case ASKED -> "consent-asked";
                        case CHILD_TOLD -> "consent-child";
                        case KNOWN -> "consent-known";
                        case NOT_HELD -> "holder-only";
                    };
                    texts.say(text.line(), text.person(), answer, Map.of("handle", target.handle()), now);
                });
    }
}
