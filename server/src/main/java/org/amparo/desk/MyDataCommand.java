package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import org.amparo.contacts.Consents;
import org.amparo.content.Releases;
import org.amparo.conversations.Account;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.Talk;
import org.amparo.escalation.DutyTexts;
import org.amparo.feedback.Feedback;
import org.amparo.language.Dates;
import org.amparo.language.Locales;

/// `#mydata`: while a talk is held the contact's MYDATA goes to the responder, who has it answered with this
/// (`rulings.md` 4). The responder learns nothing of the answer. Works inside the caller's transaction.
@Singleton
final class MyDataCommand {
    /// The question whose yes keeps texts.
    private static final String CONSENT = "sys.consent.v1";

    /// Days that texts are kept with consent where the release names none (`domain.md` B.1).
    private static final int USUAL_DAYS = 30;

    private final Targets targets;
    private final Relays relays;
    private final Conversations conversations;
    private final Consents consents;
    private final Feedback feedback;
    private final Releases releases;
    private final LineTexts lineTexts;
    private final DutyTexts texts;

    MyDataCommand(
            Targets targets,
            Relays relays,
            Conversations conversations,
            Consents consents,
            Feedback feedback,
            Releases releases,
            LineTexts lineTexts,
            DutyTexts texts) {
        this.targets = targets;
        this.relays = relays;
        this.conversations = conversations;
        this.consents = consents;
        this.feedback = feedback;
        this.releases = releases;
        this.lineTexts = lineTexts;
        this.texts = texts;
    }

    void answer(DeskText text, Said.MyData said, Instant now) {
        targets.of(text, said.handle(), now)
                .filter(target -> !relays.refused(target.talk(), text.person(), target.handle(), now))
                .ifPresent(target -> {
                    say(text, target.talk(), now);
                    texts.say(text.line(), text.person(), "mydata-sent", Map.of("handle", target.handle()), now);
                });
    }

    private void say(DeskText text, Talk talk, Instant now) {
        var open = conversations
                .open(talk.contact(), talk.line())
                .map(one -> new Account.Open(
                        one.texts(), one.consent(), one.dangerAt().isPresent(), true))
                .orElseThrow();
        var line = text.line();
        int days = releases.current()
                .value(line.scope(), "messageDays")
                .map(Integer::valueOf)
                .orElse(USUAL_DAYS);
        boolean agreed = consents.keepsTexts(talk.contact(), CONSENT, now);
        var written = feedback.kept(talk.contact());
        var account = Account.of(
                open,
                conversations.kept(talk.contact(), talk.line()),
                new Account.Feedback(written.texts(), written.newest()),
                agreed,
                days,
                now);
        account.ifPresentOrElse(
                held -> lineTexts.say(
                        talk,
                        "sys.mydata",
                        Map.of(
                                "language", Locales.ownName(talk.locale()),
                                "consent",
                                        held.agreed()
                                                .map(yes -> lineTexts.label(
                                                        line, yes ? "web.yes" : "web.no", talk.locale()))
                                                .orElse("-"),
                                "messageCount", Integer.toString(held.texts()),
                                "date", Dates.day(held.until(), line.zone(), talk.locale())),
                        now),
                () -> lineTexts.say(talk, "sys.mydata-none", Map.of(), now));
    }
}
