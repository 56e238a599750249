package org.amparo.simulator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amparo.delivery.Carrier;
import org.amparo.platform.Ids;

/// The calls of the line to phones: each rings for 30 s, until somebody picks up, hangs up or a machine answers. In
/// memory; safe for many threads.
@Singleton
final class Calls {
    private static final Duration RINGS = Duration.ofSeconds(30);
    private static final int KEPT = 2_000;
    private static final Pattern SAID = Pattern.compile("<Say[^>]*>([^<]*)</Say>");

    enum Status {
        RINGING,
        COMPLETED,
        BUSY,
        NO_ANSWER;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// @param token of the row's callback address
    /// @param answer what the line said after a key was pressed
    record Call(
            long seq,
            String id,
            Instant at,
            String from,
            String to,
            String sentence,
            String token,
            Status status,
            Optional<String> answer) {
        Call with(Status newStatus, Optional<String> said) {
            return new Call(seq, id, at, from, to, sentence, token, newStatus, said);
        }

        @Override
        public String toString() {
            return "Call[" + id + "]";
        }
    }

    private final Map<String, Call> calls = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
            return size() > KEPT;
        }
    };
    private final Errands errands;
    private final Webhooks webhooks;
    private final InstantSource time;
    private long next = 1;
    private long changes;

    Calls(Errands errands, Webhooks webhooks, InstantSource time) {
        this.errands = errands;
        this.webhooks = webhooks;
        this.time = time;
    }

    /// A phone begins to ring.
    ///
    /// @return the carrier's id of the call
    String ring(Carrier.Outbound.AlertCall order, String from, String to) {
        var now = time.instant();
        var id = "CA" + Ids.secret();
        synchronized (calls) {
            changes++;
            calls.put(
                    id,
                    new Call(
                            next++,
                            id,
                            now,
                            from,
                            to,
                            order.sentence(),
                            order.reportToken(),
                            Status.RINGING,
                            Optional.empty()));
        }
        errands.add(now.plus(RINGS), id, () -> end(id, Status.NO_ANSWER));
        return id;
    }

    /// Nobody has picked up or hung up yet.
    boolean rings(String id) {
        synchronized (calls) {
            var call = calls.get(id);
            return call != null && call.status() == Status.RINGING;
        }
    }

    List<Call> after(long seq) {
        synchronized (calls) {
            return calls.values().stream().filter(call -> call.seq() > seq).toList();
        }
    }

    /// The newest calls, oldest first.
    List<Call> last(int most) {
        synchronized (calls) {
            return calls.values().stream()
                    .skip(Math.max(0, calls.size() - most))
                    .toList();
        }
    }

    /// Rises with every change of a call.
    long changes() {
        synchronized (calls) {
            return changes;
        }
    }

    /// Somebody picks up and presses a key.
    ///
    /// @return empty when it does not ring any more
    Optional<Call> press(String id, char key) {
        return become(id, Status.COMPLETED).map(call -> {
            var fields = fields(call, "in-progress");
            fields.put("Digits", String.valueOf(key));
            var answer = webhooks.post("/twilio/calls/alert?row=" + call.token(), fields, Ids.secret());
            var said = SAID.matcher(answer.body());
            var heard = call.with(Status.COMPLETED, said.find() ? Optional.of(said.group(1)) : Optional.empty());
            synchronized (calls) {
                changes++;
                calls.replace(id, heard);
            }
            report(heard);
            return heard;
        });
    }

    /// It ends without a key: hung up, unanswered, or answered by a machine.
    Optional<Call> end(String id, Status status) {
        var ended = become(id, status);
        ended.ifPresent(this::report);
        return ended;
    }

    private Optional<Call> become(String id, Status status) {
        synchronized (calls) {
            var call = calls.get(id);
            if (call == null || call.status() != Status.RINGING) {
                return Optional.empty();
            }
            var after = call.with(status, Optional.empty());
            changes++;
            calls.replace(id, after);
            return Optional.of(after);
        }
    }

    private void report(Call call) {
        webhooks.post(
                "/twilio/calls/status?row=" + call.token(),
                fields(call, call.status().word()),
                Ids.secret());
    }

    private Map<String, String> fields(Call call, String status) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("AccountSid", webhooks.account());
        fields.put("ApiVersion", "2010-04-01");
        fields.put("CallSid", call.id());
        fields.put("CallStatus", status);
        fields.put("Direction", "outbound-api");
        fields.put("From", call.from());
        fields.put("To", call.to());
        return fields;
    }
}
