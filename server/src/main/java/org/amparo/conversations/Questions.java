package org.amparo.conversations;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.contacts.CodeWords;
import org.amparo.contacts.Consents;
import org.amparo.contacts.Purpose;
import org.amparo.content.Releases;

/// What a responder asks a contact to allow, each by itself (`domain.md` G.2). The answer comes by text: a 1 or a 2
/// answers the newest question that left. Each is one transaction, or part of the caller's.
@Singleton
public class Questions {
    private static final String KEEP_TEXTS = "sys.consent.v1";
    private static final String CHILD_NOTICE = "sys.child-notice";

    private final Conversations conversations;
    private final Announcements announcements;
    private final Consents consents;
    private final Releases releases;
    private final CodeWords codeWords;

    Questions(
            Conversations conversations,
            Announcements announcements,
            Consents consents,
            Releases releases,
            CodeWords codeWords) {
        this.conversations = conversations;
        this.announcements = announcements;
        this.consents = consents;
        this.releases = releases;
        this.codeWords = codeWords;
    }

    /// What came of the wish to ask whether texts may be kept.
    public enum KeepTexts {
        ASKED,
        /// They may be a child, and were told what is kept instead.
        CHILD_TOLD,
        /// There is an answer, or the question is open.
        KNOWN,
        /// It is not theirs to ask.
        NOT_HELD
    }

    /// May we keep your texts? Asked by the line where nobody is in danger, else later, by the responder.
    @Transactional
    public KeepTexts keepTexts(UUID conversation, UUID by, Instant now) {
        return held(conversation, by).map(talk -> keepTexts(talk, by, now)).orElse(KeepTexts.NOT_HELD);
    }

    private KeepTexts keepTexts(Talk talk, UUID by, Instant now) {
        var consent = conversations.open(talk.contact(), talk.line()).flatMap(OpenConversation::consent);
        boolean open = consents.open(talk.contact(), talk.line(), now).stream()
                .anyMatch(one -> one.purpose().equals(new Purpose.KeepTexts().word()));
        if (open || consent.filter(answer -> !answer.equals("asked")).isPresent()) {
            return KeepTexts.KNOWN;
        }
        if (conversations.mayBeChild(talk)) {
            conversations.consent(talk.id(), "child-notice");
            var notice = announcements.ask(talk, CHILD_NOTICE, Map.of(), now);
            consents.told(question(talk, new Purpose.KeepTexts(), CHILD_NOTICE, notice, by), now);
            return KeepTexts.CHILD_TOLD;
        }
        if (consents.keepsTexts(talk.contact(), KEEP_TEXTS, now)) {
            // They said yes to this very text before: it still holds.
            conversations.consent(talk.id(), "yes");
            return KeepTexts.KNOWN;
        }
        conversations.consent(talk.id(), "asked");
        ask(talk, new Purpose.KeepTexts(), KEEP_TEXTS, Map.of(), by, now);
        return KeepTexts.ASKED;
    }

    /// May we text you once more? Offered by the responder, never by a timer.
    @Transactional
    public boolean followUp(UUID conversation, UUID by, Instant now) {
        return held(conversation, by)
                .map(talk -> ask(talk, new Purpose.FollowUp(), "sys.follow-up-ask", Map.of(), by, now))
                .isPresent();
    }

    /// May this note go to whoever takes over?
    ///
    /// @param by who wrote it; they may have left the talk meanwhile
    @Transactional
    public void handoverNote(Talk talk, UUID note, UUID by, String alias, String newAlias, Instant now) {
        var names = Map.of("alias", alias, "newAlias", newAlias);
        ask(talk, new Purpose.HandoverNote(note), "sys.handover-ask", names, by, now);
    }

    /// What word did you choose with us? Or which one do you choose, while there is none (`domain.md` E.3).
    ///
    /// @param anew another word: it may be chosen within an hour of the right one
    /// @return empty when it is not theirs to ask; `false` when nothing is asked any more, for too many were wrong
    @Transactional
    public Optional<Boolean> codeWord(UUID conversation, UUID by, boolean anew, Instant now) {
        return held(conversation, by)
                .map(talk -> codeWords
                        .next(talk.contact(), anew, now)
                        .map(kind -> {
                            var row = announcements.ask(
                                    talk,
                                    switch (kind) {
                                        case CHOOSE -> "sys.code-word-choose";
                                        case CHECK -> "sys.code-word";
                                    },
                                    Map.of(),
                                    now);
                            codeWords.asked(talk.contact(), talk.line(), kind, row, now);
                            return true;
                        })
                        .orElse(false));
    }

    /// A question that was queued with the exact note in it, as words sealed under the conversation's key: notes it
    /// down, with the note's keyed hash. Each referral is asked anew.
    ///
    /// @param row the outbox row of `referral-ask`
    @Transactional
    public Optional<UUID> referralAsked(UUID conversation, UUID by, UUID partner, String note, UUID row, Instant now) {
        var purpose = new Purpose.Referral(partner, consents.hash(note));
        return held(conversation, by).map(talk -> asked(talk, purpose, "sys.referral-ask", row, by, now));
    }

    private UUID ask(Talk talk, Purpose purpose, String textId, Map<String, String> arguments, UUID by, Instant now) {
        return asked(talk, purpose, textId, announcements.ask(talk, textId, arguments, now), by, now);
    }

    private UUID asked(Talk talk, Purpose purpose, String textId, UUID row, UUID by, Instant now) {
        return consents.asked(question(talk, purpose, textId, row, by), now);
    }

    private Consents.Question question(Talk talk, Purpose purpose, String textId, UUID row, UUID by) {
        return new Consents.Question(
                talk.organisation(),
                talk.line(),
                talk.contact(),
                Optional.of(talk.id()),
                purpose,
                textId,
                talk.locale(),
                releases.current().id(),
                Optional.of(row),
                Optional.of(by));
    }

    private Optional<Talk> held(UUID conversation, UUID by) {
        return conversations
                .locked(conversation)
                .filter(talk -> talk.holder().filter(by::equals).isPresent());
    }
}
