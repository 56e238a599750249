package org.amparo.escalation;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.amparo.responders.NamesInUse;
import org.jdbi.v3.core.Jdbi;

/// The short names a responder may still answer with.
@Singleton
final class StandingNames implements NamesInUse {
    private final Jdbi jdbi;

    StandingNames(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Set<String> of(UUID responder) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT h.name FROM handle h
                         WHERE h.responder_id = :responder
                           AND (EXISTS (SELECT FROM participant p
                                         WHERE p.conversation_id = h.conversation_id AND p.person_id = h.responder_id
                                           AND p.left_at IS NULL)
                             OR EXISTS (SELECT FROM offer o JOIN escalation_run r ON r.id = o.run_id
                                         WHERE o.responder_id = h.responder_id AND o.answer = 'open'
                                           AND r.conversation_id = h.conversation_id)
                             OR EXISTS (SELECT FROM interpreter_offer o JOIN interpreter_request r ON r.id = o.request_id
                                         WHERE o.responder_id = h.responder_id AND o.answer = 'open'
                                           AND r.conversation_id = h.conversation_id)
                             OR EXISTS (SELECT FROM alarm a
                                         WHERE a.ended_at IS NULL
                                           AND (a.subject_id = h.conversation_id OR a.handle = h.name)))
                        """)
                .bind("responder", responder)
                .mapTo(String.class)
                .set());
    }
}
