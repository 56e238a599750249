package org.amparo.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Reads the whole trail, oldest first, and says whether it is as the program wrote it. Changes nothing; reads one
/// snapshot, so it may run beside the program.
public final class Trail {
    private static final int LINKS_AT_ONCE = 50;

    private final Jdbi jdbi;
    private final TrailKey key;

    private Trail(Jdbi jdbi, TrailKey key) {
        this.jdbi = jdbi;
        this.key = key;
    }

    public static Trail of(Jdbi jdbi, TrailKey key) {
        return new Trail(jdbi, key);
    }

    public Verdict verify() {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> new Reading(handle).all());
    }

    /// Whether the link of that number is still the one somebody noted.
    ///
    /// @param hash in hexadecimal, as the program logs it each hour
    /// @return empty when the link was let go since
    public Optional<Boolean> holds(long number, String hash) {
        return jdbi.withHandle(handle -> {
            var anchor = handle.createQuery("SELECT number FROM audit_anchor")
                    .mapTo(Long.class)
                    .findOne();
            if (anchor.isPresent() && anchor.get() >= number) {
                return Optional.<Boolean>empty();
            }
            return Optional.of(handle.createQuery("SELECT hash FROM audit_link WHERE number = :number")
                    .bind("number", number)
                    .mapTo(byte[].class)
                    .findOne()
                    .filter(found -> Form.hex(found).equalsIgnoreCase(hash))
                    .isPresent());
        });
    }

    /// One walk along the chain.
    private final class Reading {
        private final Handle handle;
        private Optional<Instant> from = Optional.empty();
        private Optional<Link> newest = Optional.empty();
        private Optional<String> broken = Optional.empty();
        private long before;
        private byte[] hash = Form.NONE_BEFORE;
        private long links;
        private long events;

        Reading(Handle handle) {
            this.handle = handle;
        }

        Verdict all() {
            anchor();
            while (broken.isEmpty() && some()) {}
            var waiting = waiting();
            if (broken.isEmpty()) {
                broken = waiting.stream()
                        .filter(event -> !key.made(event.stamp(), event.form()))
                        .findFirst()
                        .map(event -> "event " + event.id() + " of " + event.at()
                                + ", not linked yet, was changed or not written by the program");
            }
            return new Verdict(
                    from,
                    newest.map(Link::at),
                    links,
                    events,
                    waiting.size(),
                    newest.map(link -> link.number() + " " + Form.hex(link.hash())),
                    broken);
        }

        private void anchor() {
            handle.createQuery("SELECT number, hash, cut_at, stamp FROM audit_anchor")
                    .map((row, _) -> {
                        var cutAt = row.getTimestamp("cut_at").toInstant();
                        before = row.getLong("number");
                        hash = row.getBytes("hash");
                        return key.made(row.getBytes("stamp"), Form.anchor(before, hash, cutAt));
                    })
                    .findOne()
                    .filter(made -> !made)
                    .ifPresent(_ -> broken =
                            Optional.of("the anchor after link " + before + " was not written by the program"));
        }

        /// Walks some links further; false at the end.
        private boolean some() {
            var next = handle.createQuery("""
                            SELECT number, previous, hash, events, node_id, linked_at FROM audit_link
                             WHERE number > :before ORDER BY number LIMIT :most
                            """)
                    .bind("before", before)
                    .bind("most", LINKS_AT_ONCE)
                    .map((row, _) -> Link.of(row))
                    .list();
            if (next.isEmpty()) {
                return false;
            }
            var theirs = eventsOf(next.getFirst().number(), next.getLast().number());
            for (var link : next) {
                broken = fault(link, theirs.getOrDefault(link.number(), List.of()));
                if (broken.isPresent()) {
                    return false;
                }
                from = from.or(() -> Optional.of(link.at()));
                newest = Optional.of(link);
                before = link.number();
                hash = link.hash();
                links++;
                events += link.events();
            }
            return true;
        }

        private Optional<String> fault(Link link, List<Event> theirs) {
            var where = "link " + link.number() + " of " + link.at();
            if (link.number() != before + 1) {
                return Optional.of("link " + (before + 1) + " is missing before " + where);
            }
            for (int i = 0; i < theirs.size(); i++) {
                var event = theirs.get(i);
                if (event.place() != i) {
                    return Optional.of("an event is missing at place " + i + " of " + where);
                }
                if (!key.made(event.stamp(), event.form())) {
                    return Optional.of("event " + event.id() + " of " + event.at() + ", at place " + i + " of " + where
                            + ", was changed or not written by the program");
                }
            }
            if (theirs.size() != link.events()) {
                return Optional.of(where + " was written with " + link.events() + " events and has " + theirs.size());
            }
            var forms = theirs.stream().map(Event::form).toList();
            if (!java.util.Arrays.equals(link.previous(), hash)
                    || !key.made(link.hash(), Form.link(link.number(), hash, link.at(), link.node(), forms))) {
                return Optional.of(where
                        + " was changed: it, its events or their order, or the link before is not what was written");
            }
            return Optional.empty();
        }

        private Map<Long, List<Event>> eventsOf(long first, long last) {
            return handle
                    .createQuery("SELECT " + Event.COLUMNS + """
                              FROM audit_event WHERE link_number BETWEEN :first AND :last
                             ORDER BY link_number, place
                            """)
                    .bind("first", first)
                    .bind("last", last)
                    .map((row, _) -> new Linked(row.getLong("link_number"), Event.of(row)))
                    .stream()
                    .collect(Collectors.groupingBy(
                            Linked::link, Collectors.mapping(Linked::event, Collectors.toList())));
        }

        private List<Event> waiting() {
            return handle.createQuery("SELECT " + Event.COLUMNS
                            + " FROM audit_event WHERE link_number IS NULL ORDER BY done_at, id")
                    .map((row, _) -> Event.of(row))
                    .list();
        }
    }

    private record Linked(long link, Event event) {}
}
