package org.amparo.alarms;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells somebody outside, once a minute, that we live: only while all work is on time, so that silence alarms when
/// we can no longer do so ourselves (`rulings.md` 6). Sends nothing but the bare address.
@Singleton
@Requires(property = "amparo.watchdog-url")
final class Watchdog implements OutsideLook {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// A look at the work is at most so old.
    private static final Duration LOOKED = Duration.ofSeconds(60);

    private final URI address;
    private final List<Watched> works;
    private final WatchRows rows;
    private final AlarmRows alarms;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private boolean failing;
    private boolean silent;

    Watchdog(
            @Property(name = "amparo.watchdog-url") String address,
            List<Watched> works,
            WatchRows rows,
            AlarmRows alarms) {
        this.address = AlarmAddresses.watchdog(address);
        this.works = works;
        this.rows = rows;
        this.alarms = alarms;
    }

    @Override
    public String name() {
        return "watchdog";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void look(Instant now, boolean overslept) {
        boolean late = !onTime(now);
        if (late != silent) {
            LOG.warn(
                    late
                            ? "the watchdog is no longer told that all is well: work is late"
                            : "work is on time again, and the watchdog is told so");
            silent = late;
        }
        if (late) {
            return;
        }
        try {
            var request = HttpRequest.newBuilder(address).timeout(LIMIT).GET().build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            became(status >= 200 && status <= 299, "it answered " + status);
        } catch (IOException e) {
            became(false, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Each kind of work, by the look any node took last; and no node has texts in its journal.
    private boolean onTime(Instant now) {
        var beats = rows.beats();
        return works.stream()
                        .filter(Watched::vital)
                        .allMatch(work -> beats.getOrDefault(work.work(), Instant.EPOCH)
                                .plus(work.bound())
                                .plus(LOOKED)
                                .isAfter(now))
                && !alarms.anyStanding(Alarm.Kind.DATABASE_TROUBLE);
    }

    private void became(boolean reached, String why) {
        if (!reached && !failing) {
            LOG.error("the watchdog of AMPARO_WATCHDOG_URL is not reached ({}); it is tried again each minute", why);
        } else if (reached && failing) {
            LOG.info("the watchdog is reached again");
        }
        failing = !reached;
    }
}
