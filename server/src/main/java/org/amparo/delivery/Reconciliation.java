package org.amparo.delivery;

import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.amparo.delivery.CarrierCopies.Copy;
import org.amparo.delivery.CarrierCopies.Direction;
import org.amparo.delivery.CarrierCopies.Listing;
import org.amparo.delivery.Rounds.Purpose;
import org.amparo.delivery.Rounds.Round;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.Poller;
import org.amparo.platform.Pollers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Once a day compares the carrier's list with ours, by ids and counts: what the carrier has and should not is
/// deleted; what we sent and it does not know is counted. A day is gone through in spans, each on its own.
@Context
final class Reconciliation implements Poller.Work {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final Duration SPAN = Duration.ofHours(6);
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(5);
    /// Spans overlap by so much: the carrier's clock is not ours.
    private static final Duration MARGIN = Duration.ofMinutes(10);
    /// By then a sent message has its job.
    private static final Duration SENT_SETTLED = Duration.ofHours(1);
    /// An inbound text may be tried for 24 h; before that its copy may be all there is of it.
    private static final Duration HANDLED_BY_THEN = Duration.ofHours(25);

    private static final int MOST_PAGES = 500;

    private final Rounds rounds;
    private final Copies copies;
    private final Carrier carrier;
    private final Lines lines;
    private final InstantSource time;
    private final Pollers pollers;

    Reconciliation(Rounds rounds, Copies copies, Carrier carrier, Lines lines, InstantSource time, Pollers pollers) {
        this.rounds = rounds;
        this.copies = copies;
        this.carrier = carrier;
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
        return "reconciliation with the carrier";
    }

    @Override
    public boolean step() {
        // One direction that fails must not hold up the other: each has its turn.
        boolean found = look(Purpose.OUTBOUND, Direction.OUTBOUND, SENT_SETTLED);
        return look(Purpose.INBOUND, Direction.INBOUND, HANDLED_BY_THEN) || found;
    }

    @Override
    public Optional<Instant> nextDue() {
        var outbound = rounds.nextDue(Purpose.OUTBOUND);
        return rounds.nextDue(Purpose.INBOUND)
                .filter(due -> outbound.filter(due::isAfter).isEmpty())
                .or(() -> outbound);
    }

    private boolean look(Purpose purpose, Direction direction, Duration settled) {
        var now = time.instant();
        var end = now.minus(settled);
        var claimed = rounds.claim(purpose, end.minus(DAILY), now);
        claimed.ifPresent(round -> {
            var line = lines.byId(round.line());
            if (line.isEmpty()) {
                rounds.done(round, round.doneUpTo(), now.plus(DAILY));
            } else {
                span(line.get(), direction, round, end, now);
            }
        });
        return claimed.isPresent();
    }

    private void span(Line line, Direction direction, Round round, Instant end, Instant now) {
        var oldest = now.minus(Copies.KEPT);
        var from = round.doneUpTo().isBefore(oldest) ? oldest : round.doneUpTo();
        var until = from.plus(SPAN).isBefore(end) ? from.plus(SPAN) : end;
        if (!from.isBefore(until)) {
            rounds.done(round, from, now.plus(DAILY));
            return;
        }
        var listed = new HashSet<String>();
        if (!compare(line, direction, from.minus(MARGIN), until.plus(MARGIN), listed, now)) {
            rounds.done(round, round.doneUpTo(), now.plus(TRY_AGAIN));
            return;
        }
        if (direction == Direction.OUTBOUND) {
            long unknown = copies.unknownAtCarrier(line.id(), from, until, listed);
            if (unknown > 0) {
                LOG.warn(
                        "{} messages of line {} from {} to {} are not known to the carrier, which took them",
                        unknown,
                        line.name(),
                        from,
                        until);
            }
        }
        rounds.done(round, until, until.isBefore(end) ? now : now.plus(DAILY));
    }

    /// Goes through a span's list page by page.
    ///
    /// @return false when the carrier could not be asked to its end
    private boolean compare(
            Line line, Direction direction, Instant from, Instant until, Set<String> listed, Instant now) {
        Optional<String> page = Optional.empty();
        int leftovers = 0;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            switch (carrier.list(line, direction, from, until, page)) {
                case Listing.Later later -> {
                    LOG.warn(
                            "the carrier's list could not be read ({} {}); it is tried again",
                            later.reason(),
                            later.code());
                    return false;
                }
                case Listing.Page(var found, var next) -> {
                    leftovers += leftovers(line, found, from, until, now);
                    found.forEach(copy -> listed.add(copy.carrierId()));
                    if (next.isEmpty()) {
                        if (leftovers > 0) {
                            LOG.warn(
                                    "{} messages of line {} were left at the carrier; they are deleted now",
                                    leftovers,
                                    line.name());
                        }
                        return true;
                    }
                    page = next;
                }
            }
        }
        LOG.error(
                "the carrier's list of line {} from {} to {} has no end: the rest is not compared",
                line.name(),
                from,
                until);
        return true;
    }

    private int leftovers(Line line, java.util.List<Copy> found, Instant from, Instant until, Instant now) {
        var within = found.stream()
                .filter(copy -> !copy.at().isBefore(from) && !copy.at().isAfter(until))
                .toList();
        var pending = copies.pending(within.stream().map(Copy::carrierId).collect(Collectors.toSet()));
        var left = within.stream()
                .filter(copy -> !pending.contains(copy.carrierId()))
                .toList();
        left.forEach(copy -> copies.leftover(line, copy, now));
        return left.size();
    }
}
