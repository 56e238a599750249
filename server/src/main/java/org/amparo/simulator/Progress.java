package org.amparo.simulator;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import org.amparo.delivery.DeliveryStatuses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks delivery how far the texts on their way have got: what the page shows is what the line believes.
@Singleton
final class Progress {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final Feed feed;
    private final BeanProvider<DeliveryStatuses> statuses;

    Progress(Feed feed, BeanProvider<DeliveryStatuses> statuses) {
        this.feed = feed;
        this.statuses = statuses;
    }

    void refresh() {
        var rows = feed.unfinished();
        if (rows.isEmpty()) {
            return;
        }
        try {
            var known = statuses.get().of(rows);
            feed.follow(known);
            feed.gone(rows.stream().filter(row -> !known.containsKey(row)).toList());
        } catch (RuntimeException e) {
            // The page outlives the database: it goes on with what it knows.
            LOG.debug(
                    "no delivery statuses ({}); asked again with the next look",
                    e.getClass().getSimpleName());
        }
    }
}
