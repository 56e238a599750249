package org.amparo.reception;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.delivery.Carrier;
import org.amparo.delivery.CarrierCopies.Copy;
import org.amparo.delivery.CarrierCopies.Direction;
import org.amparo.delivery.CarrierCopies.Fetched;
import org.amparo.delivery.CarrierCopies.Listing;
import org.amparo.delivery.Copies;
import org.amparo.delivery.Rounds;
import org.amparo.delivery.Rounds.Purpose;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every five minutes at what came to our lines in the newest two hours, or since the last look: what still
/// has its words at the carrier is what no webhook brought. It goes in by the same door and is claimed by the same
/// id, so a webhook that comes late is a repeat (`rulings.md` 2).
@Context
final class UnseenTexts implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(UnseenTexts.class);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration NEWEST = Duration.ofHours(2);
    private static final Duration FURTHEST = Duration.ofHours(24);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    /// The webhook of a younger text, or its fallback, may still be on its way.
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private static final int MOST_PAGES = 100;
    private static final int REMEMBERED = 10_000;

    private final Rounds rounds;
    private final Copies copies;
    private final Carrier carrier;
    private final Inbox inbox;
    private final Lines lines;
    private final InstantSource time;
    private final Pollers pollers;
    /// Taken in by this node, and handled later perhaps: not taken in again.
    private final Set<String> taken = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    UnseenTexts(
            Rounds rounds,
            Copies copies,
            Carrier carrier,
            Inbox inbox,
            Lines lines,
            InstantSource time,
            Pollers pollers) {
        this.rounds = rounds;
        this.copies = copies;
        this.carrier = carrier;
        this.inbox = inbox;
        this.lines = lines;
        this.time = time;
        this.pollers = pollers;
    }

    @PostConstruct
    void start() {
        pollers.start(this);
    }

    @Override
    public String name() {
        return "unseen texts";
    }

    @Override
    public boolean step() {
        var now = time.instant();
        var round = rounds.claim(Purpose.UNSEEN, now.minus(NEWEST), now);
        round.ifPresent(claimed -> {
            var line = lines.byId(claimed.line());
            boolean whole = line.isEmpty() || look(line.get(), from(claimed.doneUpTo(), now), now);
            rounds.done(claimed, whole ? now : claimed.doneUpTo(), now.plus(whole ? EVERY : TRY_AGAIN));
        });
        return round.isPresent();
    }

    @Override
    public Optional<Instant> nextDue() {
        return rounds.nextDue(Purpose.UNSEEN);
    }

    private static Instant from(Instant doneUpTo, Instant now) {
        var newest = now.minus(NEWEST);
        var from = doneUpTo.isBefore(newest) ? doneUpTo : newest;
        var furthest = now.minus(FURTHEST);
        return from.isBefore(furthest) ? furthest : from;
    }

    /// @return false when the carrier could not be asked to its end
    private boolean look(Line line, Instant from, Instant now) {
        Optional<String> page = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            switch (carrier.list(line, Direction.INBOUND, from, now, page)) {
                case Listing.Later _ -> {
                    return false;
                }
                case Listing.Page(var found, var next) -> {
                    if (!take(line, found, now)) {
                        return false;
                    }
                    if (next.isEmpty()) {
                        return true;
                    }
                    page = next;
                }
            }
        }
        return true;
    }

    private boolean take(Line line, java.util.List<Copy> found, Instant now) {
        var settled = now.minus(ON_ITS_WAY);
        var unseen = found.stream()
                .filter(copy -> (copy.holdsBody() || copy.media()) && !copy.at().isAfter(settled))
                .filter(copy -> !taken.contains(copy.carrierId()))
                .toList();
        var known = copies.known(unseen.stream().map(Copy::carrierId).collect(Collectors.toSet()));
        boolean all = true;
        for (var copy : unseen) {
            all &= known.contains(copy.carrierId()) || take(line, copy.carrierId(), now);
        }
        return all;
    }

    private boolean take(Line line, String carrierId, Instant now) {
        return switch (carrier.fetch(line, carrierId)) {
            case Fetched.Later _ -> false;
            case Fetched.Gone _ -> true;
            case Fetched.Message message -> {
                if (message.from().isEmpty() || ours(message)) {
                    // nobody can be answered: it is handled
                    copies.handled(line, carrierId, message.media(), Optional.empty(), now, now);
                } else {
                    LOG.warn("a text on line {} came without a webhook and is taken in now", line.name());
                    inbox.take(new InboundText(
                            carrierId, line, message.from().get(), message.body(), message.media(), message.at()));
                    taken.add(carrierId);
                }
                yield true;
            }
        };
    }

    private boolean ours(Fetched.Message message) {
        return message.from().flatMap(lines::by).isPresent();
    }
}
