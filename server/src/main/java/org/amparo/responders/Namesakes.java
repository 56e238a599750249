package org.amparo.responders;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.amparo.lines.Line;
import org.amparo.platform.StartRefused;
import org.jdbi.v3.core.Handle;

/// Whom an entry of a staff file means. An alias is one person's within an organisation, and may be somebody else's
/// in the next one. Works inside the caller's transaction.
final class Namesakes {
    private Namesakes() {}

    /// Who works here and is called so in the organisation of those lines; where the entry names no line, in the
    /// only one that has the alias.
    ///
    /// @param lines all the entry names; none only of somebody who left
    /// @throws StartRefused when the lines are of several organisations, or none is named and several have the
    ///     alias
    static Optional<UUID> known(Handle handle, StaffFile.Entry entry, List<Line> lines) {
        var organisations = lines.stream().map(Line::organisationId).distinct().toList();
        if (organisations.size() > 1) {
            throw new StartRefused(
                    entry.alias() + " has lines of several organisations: give each organisation an entry of its own"
                            + " in a file of its own");
        }
        var named = handle.createQuery("""
                        SELECT id FROM responder
                         WHERE lower(alias) = :alias AND left_at IS NULL
                           AND (cardinality(:organisations) = 0 OR organisation_id = ANY (:organisations))
                         ORDER BY id
                        """)
                .bind("alias", entry.alias().toLowerCase(Locale.ROOT))
                .bindArray("organisations", UUID.class, organisations.toArray())
                .mapTo(UUID.class)
                .list();
        if (named.size() > 1) {
            throw new StartRefused("several organisations have somebody called " + entry.alias()
                    + ": say with `lines:` which line the one who left had");
        }
        return named.stream().findFirst();
    }
}
