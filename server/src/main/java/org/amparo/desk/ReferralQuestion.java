package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.amparo.conversations.Questions;
import org.amparo.conversations.Talk;
import org.amparo.lines.Line;
import org.amparo.lines.Partner;

/// Asks a contact whether a partner may be given their number and a note, shown exactly as it would be given
/// (`domain.md` F.6). Works inside the caller's transaction.
@Singleton
final class ReferralQuestion {
    private final Questions questions;
    private final LineTexts lineTexts;
    private final TalkCounts counts;

    ReferralQuestion(Questions questions, LineTexts lineTexts, TalkCounts counts) {
        this.questions = questions;
        this.lineTexts = lineTexts;
        this.counts = counts;
    }

    /// @param holder who wants to refer, and holds the talk
    void ask(Talk talk, Line line, UUID holder, Partner partner, String note, Instant now) {
        var shown = Map.of("partnerName", partner.name(), "note", note);
        var row = lineTexts.sealed(talk, line, "sys.referral-ask", shown, now);
        questions.referralAsked(talk.id(), holder, partner.id(), note, row, now);
        counts.referralAsked(talk, now);
    }
}
