package org.amparo.desk;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.amparo.alarms.Alarm;
import org.amparo.alarms.Alarms;
import org.amparo.conversations.Talk;
import org.amparo.escalation.Exclusions;
import org.amparo.responders.Availability;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;

/// Who may have a number shown, or agree to it: nobody the contact or a conflict keeps away, and nobody the contact
/// complains of while that was not looked into. Works inside the caller's transaction.
@Singleton
final class RevealPeople {
    private final Responders responders;
    private final Exclusions exclusions;
    private final Alarms alarms;

    RevealPeople(Responders responders, Exclusions exclusions, Alarms alarms) {
        this.responders = responders;
        this.exclusions = exclusions;
        this.alarms = alarms;
    }

    boolean barred(Talk talk, UUID person) {
        return exclusions.bars(talk, person)
                || alarms.standing(talk.organisation()).stream()
                        .filter(alarm -> alarm.kind() == Alarm.Kind.OTHER_PERSON_WANTED
                                && alarm.subject().equals(Optional.of(talk.id())))
                        .anyMatch(alarm -> alarm.facts().responder().equals(Optional.of(person)));
    }

    /// The other supervisors who may agree and whom a text reaches; not who is away until they say otherwise.
    List<Responder> others(Talk talk, UUID asker, Instant now) {
        return responders.supervisors(talk.line()).stream()
                .filter(one -> !one.id().equals(asker) && !barred(talk, one.id()))
                .filter(one -> responders.text(one.id()).isPresent())
                .filter(one -> one.available(now) != Availability.AWAY
                        || one.availableUntil().isPresent())
                .toList();
    }
}
