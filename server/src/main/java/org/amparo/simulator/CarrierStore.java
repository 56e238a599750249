package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amparo.delivery.CarrierCopies.Direction;

/// What the simulated carrier keeps of every message and call, as a real one does: words and numbers, until it is
/// asked to delete them. In memory. Safe for many threads.
@Singleton
final class CarrierStore {
    private static final int KEPT = 50_000;

    /// @param ours our side, in the carrier's form
    /// @param theirs the phone's
    record Stored(
            String carrierId, Direction direction, String ours, String theirs, String body, boolean media, Instant at) {
        @Override
        public String toString() {
            return "Stored[" + carrierId + "]";
        }
    }

    private final Map<String, Stored> messages = new LinkedHashMap<>();
    /// Messages whose pictures are still there; they outlive the message.
    private final Set<String> media = new HashSet<>();

    synchronized void keep(Stored message) {
        messages.put(message.carrierId(), message);
        if (message.media()) {
            media.add(message.carrierId());
        }
        if (messages.size() > KEPT) {
            messages.remove(messages.keySet().iterator().next());
        }
    }

    /// @return false when it was not there
    synchronized boolean delete(String carrierId) {
        return messages.remove(carrierId) != null;
    }

    synchronized boolean deleteMedia(String carrierId) {
        return media.remove(carrierId);
    }

    synchronized Optional<Stored> find(String carrierId) {
        return Optional.ofNullable(messages.get(carrierId));
    }

    synchronized boolean hasMedia(String carrierId) {
        return media.contains(carrierId);
    }

    synchronized List<Stored> all() {
        return List.copyOf(messages.values());
    }

    /// Messages whose pictures are still there.
    synchronized Set<String> allMedia() {
        return Set.copyOf(media);
    }

    /// The messages of one of our numbers sent in that time, the oldest first.
    List<Stored> of(Set<String> ours, Direction direction, Instant from, Instant until) {
        return all().stream()
                .filter(message -> message.direction() == direction && ours.contains(message.ours()))
                .filter(message -> !message.at().isBefore(from) && !message.at().isAfter(until))
                .toList();
    }
}
