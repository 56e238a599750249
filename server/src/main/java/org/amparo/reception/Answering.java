package org.amparo.reception;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.amparo.contacts.Contact;
import org.amparo.contacts.OptOuts;
import org.amparo.dialogue.Pages;
import org.amparo.dialogue.Turn;
import org.amparo.statistics.Statistics;

/// One text of a contact, answered: it is read, what a decision needs is gathered, [Turn] decides without I/O, and
/// what follows is done. Works inside the caller's transaction, which holds the contact's row.
@Singleton
final class Answering {
    private final Hearing hearing;
    private final Standings standings;
    private final Waking waking;
    private final Following following;
    private final OptOuts optOuts;
    private final CarrierBlocks carrierBlocks;
    private final Statistics statistics;
    private final boolean drafts;
    private final boolean peopleAnswer;

    Answering(
            Hearing hearing,
            Standings standings,
            Waking waking,
            Following following,
            OptOuts optOuts,
            CarrierBlocks carrierBlocks,
            Statistics statistics,
            @Property(name = "amparo.serve-drafts", defaultValue = "false") boolean drafts,
            @Property(name = "amparo.information-only", defaultValue = "false") boolean informationOnly) {
        this.hearing = hearing;
        this.standings = standings;
        this.waking = waking;
        this.following = following;
        this.optOuts = optOuts;
        this.carrierBlocks = carrierBlocks;
        this.statistics = statistics;
        this.drafts = drafts;
        this.peopleAnswer = !informationOnly;
    }

    void answer(InboundText text, Contact contact, Instant now) {
        var heard = hearing.hear(text, contact, now);
        var standing = standings.of(heard);
        var situation = standing.situation();
        var decision = CarrierOptOut.mend(
                Turn.decide(situation, new Pages(heard.release(), heard.line(), drafts, peopleAnswer)),
                text.carrierDid(),
                standing.optOut());
        var course = new Course(
                heard, situation.sending(), waking.awake(heard, standing, decision), situation.afterUnsafe());
        following.follow(decision, course);
        if (optOuts.find(course.line(), heard.keys())
                .filter(OptOuts.OptOut::atCarrier)
                .isPresent()) {
            course.conversation().ifPresent(carrierBlocks::met);
        }
        if (!contact.test()) {
            Counting.of(decision, situation, standing.newSession()).forEach(event -> statistics.count(event, now));
        }
    }
}
