package org.amparo.reception;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts texts that are given up knowingly, and says so without a word of them. Safe for many threads.
@Singleton
final class DroppedTexts {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedTexts.class);

    /// Why a text is given up.
    enum Why {
        /// Its sender asked to be erased after it came.
        FORGOTTEN("whoever sent it asked to be erased"),
        /// It does not open: its key is destroyed, or it was changed.
        SEAL_BROKEN("it does not open any more"),
        /// It could not be handled within 24 hours.
        TOO_OLD("it was kept for 24 hours");

        private final String words;

        Why(String words) {
            this.words = words;
        }
    }

    private final Map<Why, LongAdder> counts = new EnumMap<>(Why.class);

    DroppedTexts() {
        for (var why : Why.values()) {
            counts.put(why, new LongAdder());
        }
    }

    /// @param texts none is nothing to tell
    void drop(Why why, long texts) {
        if (texts > 0) {
            counter(why).add(texts);
            switch (why) {
                case FORGOTTEN -> LOG.info("kept texts dropped: {}; {}", texts, why.words);
                case SEAL_BROKEN, TOO_OLD -> LOG.error("kept texts dropped: {}; {}", texts, why.words);
            }
        }
    }

    long count(Why why) {
        return counter(why).sum();
    }

    private LongAdder counter(Why why) {
        return java.util.Objects.requireNonNull(counts.get(why));
    }
}
