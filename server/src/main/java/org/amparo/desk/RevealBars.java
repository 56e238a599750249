package org.amparo.desk;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Looks, where the number is about to be shown, whether both people may still have it shown: they work on the
/// line, who agreed as a supervisor; no exclusion and no conflict under the key of now keeps them from the
/// contact, who is neither of them; nobody looks into a complaint about them. For a command; joins the transaction
/// of its `jdbi`.
final class RevealBars {
    private RevealBars() {}

    static boolean any(Jdbi jdbi, UUID reveal) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (
                            SELECT FROM reveal r
                              JOIN consent c ON c.id = r.consent_id
                              JOIN contact k ON k.id = c.contact_id
                             CROSS JOIN LATERAL (VALUES (r.asked_by, false), (r.confirmed_by, true)) AS who (id, agreed)
                             WHERE r.id = :reveal
                               AND (NOT EXISTS (SELECT FROM responder p
                                                  JOIN responder_line l ON l.responder_id = p.id AND l.line_id = r.line_id
                                                 WHERE p.id = who.id AND p.left_at IS NULL
                                                   AND (NOT who.agreed OR l.role = 'supervisor'))
                                    OR EXISTS (SELECT FROM responder_exclusion x
                                                WHERE x.responder_id = who.id AND x.contact_id = k.id)
                                    OR EXISTS (SELECT FROM responder_conflict n
                                                WHERE n.responder_id = who.id AND n.organisation_id = k.organisation_id
                                                  AND n.kind = k.kind AND n.address_key = k.address_key)
                                    OR EXISTS (SELECT FROM responder_address a
                                                WHERE a.responder_id = who.id AND a.organisation_id = k.organisation_id
                                                  AND a.kind = k.kind AND a.address_key = k.address_key)
                                    OR EXISTS (SELECT FROM alarm m
                                                WHERE m.subject_id = r.conversation_id AND m.kind = 'other-person-wanted'
                                                  AND m.responder_id = who.id AND m.ended_at IS NULL)))
                        """)
                .bind("reveal", reveal)
                .mapTo(Boolean.class)
                .one());
    }
}
