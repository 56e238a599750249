package org.amparo.twilio;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts, since the start of this node, the texts that came in order but that nobody can be answered for, and logs
/// each kind at the 1st, 2nd, 4th, 8th … time, without a number.
@Singleton
final class OddTexts {
    private static final Logger LOG = LoggerFactory.getLogger(OddTexts.class);

    enum Kind {
        UNKNOWN_LINE("came for a number or messaging service that is no line of ours: check which numbers call us, and"
                + " AMPARO_LINES"),
        OWN_NUMBER("came from a line of ours: ignored, or two robots would talk for ever"),
        WITHHELD("came from a withheld number: nobody can be answered"),
        NOT_A_PERSON("came from a short code or a sender name: no person would read an answer");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private final Map<Kind, Long> counts = new ConcurrentHashMap<>();

    void met(Kind kind) {
        long now = counts.merge(kind, 1L, Long::sum);
        if (Long.bitCount(now) == 1) {
            LOG.warn("a text {} ({} since the start)", kind.words, now);
        }
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
