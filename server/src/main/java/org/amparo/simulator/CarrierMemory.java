package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amparo.numbers.Address;

/// What a carrier remembers of phones: when each last wrote to a line, and who stopped texts with it. Safe for many
/// threads; forgotten when the program stops.
@Singleton
final class CarrierMemory {
    private static final int KEPT = 10_000;
    /// A WhatsApp session (`twilio/rules.md` 8, code 63016).
    private static final Duration SESSION = Duration.ofHours(24);
    /// A real carrier's default words, single ones only (`twilio/rules.md` 9).
    private static final Set<String> STOP =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT");
    private static final Set<String> START = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> HELP = Set.of("HELP", "INFO");

    private record Memory(Instant heardAt, boolean stopped) {}

    private final Map<String, Memory> memories = new LinkedHashMap<>();

    /// What the carrier makes of a text by itself.
    enum OptOut {
        STOP,
        START,
        HELP
    }

    /// A phone has written to a line.
    ///
    /// @param ownStopList the carrier acts on stop and start words itself
    /// @return what it did, if anything
    synchronized Optional<OptOut> heard(String phone, String line, String body, Instant at, boolean ownStopList) {
        var word = body.strip().toUpperCase(Locale.ROOT);
        var key = phone + ">" + line;
        var before = memories.remove(key);
        boolean stopped = before != null && before.stopped();
        Optional<OptOut> done = Optional.empty();
        if (ownStopList && STOP.contains(word)) {
            stopped = true;
            done = Optional.of(OptOut.STOP);
        } else if (ownStopList && START.contains(word)) {
            stopped = false;
            done = Optional.of(OptOut.START);
        } else if (ownStopList && HELP.contains(word)) {
            done = Optional.of(OptOut.HELP);
        }
        memories.put(key, new Memory(at, stopped));
        if (memories.size() > KEPT) {
            memories.remove(memories.keySet().iterator().next());
        }
        return done;
    }

    synchronized boolean stopped(String phone, String line) {
        var memory = memories.get(phone + ">" + line);
        return memory != null && memory.stopped();
    }

    /// Whether free words may be sent: always for SMS; on WhatsApp for 24 h after the person wrote. Of a phone it
    /// never heard it assumes the best.
    synchronized boolean sessionOpen(Address phone, String line, Instant at) {
        var memory = memories.get(phone.carrierForm() + ">" + line);
        return phone.kind() != Address.Kind.WHATSAPP
                || memory == null
                || memory.heardAt().plus(SESSION).isAfter(at);
    }
}
