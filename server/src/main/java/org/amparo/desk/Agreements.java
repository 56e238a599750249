package org.amparo.desk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.amparo.contacts.Consents;
import org.amparo.conversations.Conversations;
import org.amparo.conversations.HandoverNotes;
import org.amparo.escalation.DutyTexts;
import org.amparo.lines.Lines;
import org.amparo.responders.Handles;
import org.amparo.responders.Responders;

/// What follows when a contact answers what a responder asked, or does not in time, which is a no (`domain.md`
/// E.2). Whoever asked hears it. Each method is one transaction, or part of the caller's.
@Singleton
public class Agreements {
    private final Consents consents;
    private final Conversations conversations;
    private final HandoverNotes notes;
    private final PassingNotes passing;
    private final Responders responders;
    private final Handles handles;
    private final Lines lines;
    private final DutyTexts texts;
    private final TalkCounts counts;

    Agreements(
            Consents consents,
            Conversations conversations,
            HandoverNotes notes,
            PassingNotes passing,
            Responders responders,
            Handles handles,
            Lines lines,
            DutyTexts texts,
            TalkCounts counts) {
        this.consents = consents;
        this.conversations = conversations;
        this.notes = notes;
        this.passing = passing;
        this.responders = responders;
        this.handles = handles;
        this.lines = lines;
        this.texts = texts;
        this.counts = counts;
    }

    /// The contact answered, which is written down already.
    @Transactional
    public void answered(UUID consent, boolean yes, Instant now) {
        consents.asker(consent).ifPresent(asked -> follow(asked, yes, now));
    }

    /// A contact wants to see the note they were asked about before they answer (`domain.md` R19).
    @Transactional
    public void showNote(UUID consent, UUID contact, Instant now) {
        consents.asker(consent)
                .ifPresent(asked -> conversations
                        .find(asked.conversation())
                        .filter(talk -> talk.contact().equals(contact))
                        .ifPresent(talk -> asked.note().ifPresent(note -> passing.show(talk, note, now))));
    }

    /// One question nobody answered in time.
    ///
    /// @return false when there is none
    @Transactional
    public boolean lapse(Instant now) {
        var lapsed = consents.lapse(now);
        lapsed.ifPresent(asked -> follow(asked, false, now));
        return lapsed.isPresent();
    }

    private void follow(Consents.Asker asked, boolean yes, Instant now) {
        var what = switch (asked.purpose()) {
            case "handover-note" -> "handover";
            case "referral" -> "referral";
            case "follow-up" -> "follow-up";
            case "keep-texts" -> "consent";
            default -> "";
        };
        if (what.isEmpty()) {
            return;
        }
        if (!yes) {
            asked.note().ifPresent(notes::drop);
        }
        if (what.equals("referral") && yes) {
            conversations.find(asked.conversation()).ifPresent(talk -> counts.referralAgreed(talk, now));
        }
        conversations
                .find(asked.conversation())
                .ifPresent(talk -> responders
                        .find(asked.by())
                        .ifPresent(person -> lines.byId(talk.line())
                                .ifPresent(line -> texts.say(
                                        line,
                                        person,
                                        what + (yes ? "-yes" : "-no"),
                                        Map.of(
                                                "handle",
                                                handles.give(person.id(), talk.id(), talk.organisation(), now)),
                                        now))));
        if (what.equals("handover")) {
            passing.deliver(asked.conversation(), now);
        }
    }
}
