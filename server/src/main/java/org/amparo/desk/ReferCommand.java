package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amparo.content.Piece;
import org.amparo.conversations.Conversations;
import org.amparo.desk.Targets.Target;
import org.amparo.escalation.DutyTexts;
import org.amparo.lines.Line;
import org.amparo.lines.Partner;

/// `#refer partner note`: the contact is asked, with the note exactly as it would be given (`domain.md` F.6, E.2);
/// of a child, a second person before them. What leaves, leaves by a person, outside the program; kept are the
/// partner, the note's keyed hash and the answers. Works inside the caller's transaction.
@Singleton
final class ReferCommand {
    /// As long as the text that shows it has room.
    private static final int NOTE = 80;

    private static final int CODES = 60;

    private final Targets targets;
    private final Relays relays;
    private final ReferralQuestion question;
    private final SecondYes secondYes;
    private final Conversations conversations;
    private final DutyTexts texts;

    ReferCommand(
            Targets targets,
            Relays relays,
            ReferralQuestion question,
            SecondYes secondYes,
            Conversations conversations,
            DutyTexts texts) {
        this.targets = targets;
        this.relays = relays;
        this.question = question;
        this.secondYes = secondYes;
        this.conversations = conversations;
        this.texts = texts;
    }

    void ask(DeskText text, Said.Refer refer, Instant now) {
        targets.of(text, refer.handle(), now).ifPresent(target -> ask(text, refer, target, now));
    }

    private void ask(DeskText text, Said.Refer refer, Target target, Instant now) {
        var today = LocalDate.ofInstant(now, text.line().zone());
        var partner = text.line().partners().stream()
                .filter(one -> one.called(refer.partner()) && one.takes(today))
                .findFirst();
        var note = refer.note();
        if (refer.partner().isBlank() || (partner.isPresent() && (note.isBlank() || note.length() > NOTE))) {
            say(text, "refer-how", Map.of("handle", target.handle()), today, now);
        } else if (partner.isEmpty()) {
            say(text, "partner-unknown", Map.of(), today, now);
        } else if (!target.talk().holder().equals(Optional.of(text.person().id()))) {
            texts.say(text.line(), text.person(), "holder-only", Map.of("handle", target.handle()), now);
        } else if (!relays.refused(target.talk(), text.person(), target.handle(), now)) {
            ask(text, target, partner.get(), note, now);
        }
    }

    private void ask(DeskText text, Target target, Partner partner, String note, Instant now) {
        var talk = target.talk();
        boolean child = conversations.mayBeChild(talk);
        if (child && !talk.test()) {
            secondYes.ask(text, talk, partner, note, now);
            return;
        }
        question.ask(talk, text.line(), text.person().id(), partner, note, now);
        texts.say(text.line(), text.person(), "referral-asked", Map.of("handle", target.handle()), now);
        if (child) {
            // Practice calls nobody.
            texts.say(text.line(), text.person(), "practice-alarm", Map.of("handle", target.handle()), now);
        }
    }

    /// What to mend, and the partners there are.
    private void say(DeskText text, String what, Map<String, String> arguments, LocalDate today, Instant now) {
        var locale = text.person().alertLocale();
        texts.say(
                text.line(),
                text.person(),
                List.of(
                        Piece.of("duty." + what, locale, arguments),
                        Piece.of("duty.partner-codes", locale, Map.of("codeList", codes(text.line(), today)))
                                .onNewLine("")),
                now);
    }

    private static String codes(Line line, LocalDate today) {
        var all = line.partners().stream()
                .filter(one -> one.takes(today))
                .map(Partner::code)
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "-" : all.length() <= CODES ? all : all.substring(0, all.lastIndexOf(',', CODES));
    }
}
