package org.amparo.contacts;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The newest word of a contact about a partner counts: who asks them anew, or hears a no, can lean on no earlier
/// yes to that partner. Works inside the caller's transaction.
final class EarlierYes {
    private EarlierYes() {}

    static void end(Handle handle, UUID contact, UUID partner, Instant now) {
        handle.createUpdate("""
                        UPDATE consent SET withdrawn_at = :now
                         WHERE contact_id = :contact AND partner_id = :partner AND purpose = 'referral'
                           AND answer = 'yes' AND withdrawn_at IS NULL AND used_at IS NULL
                        """)
                .bind("contact", contact)
                .bind("partner", partner)
                .bind("now", now)
                .execute();
    }
}
