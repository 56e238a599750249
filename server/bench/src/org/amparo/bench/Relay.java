package org.amparo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Many live talks, and a few texts a second in all, one way and then the other: how long one takes from the webhook
/// that brings it to the request that hands it to the carrier. Each text carries a number of its own, by which it is
/// known when it leaves.
final class Relay {
    private static final int TEXTS_A_SECOND = 5;
    private static final int SENDERS = 8;
    private static final int LINES = 14;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Pattern MARK = Pattern.compile("\\b[0-9]{6}\\b");

    private final Options options;
    private final Map<Integer, Long> begun = new ConcurrentHashMap<>();
    private final Map<Integer, Long> took = new ConcurrentHashMap<>();

    Relay(Options options) {
        this.options = options;
    }

    void measure(PrintStream out) throws IOException, SQLException, InterruptedException {
        try (var carrier = new StubCarrier(options.reports());
                var stand = Stand.make(options, "relay")) {
            boolean counting = Statements.prepare(stand, carrier);
            try (var program = stand.start(carrier, List.of())) {
                carrier.calls(program);
                var database = stand.now();
                out.printf("%n## Relay%n%n%s%n", database.text("SELECT version()"));
                long start = System.nanoTime();
                var crew = new Crew(stand, program, carrier);
                int people = crew.hire(options.rows());
                var talks = crew.talks(options.rows());
                out.printf(
                        "%,d live talks held by %,d people (made in %.0f s); %d MB resident%n",
                        database.number("SELECT count(*) FROM conversation WHERE status = 'held'"),
                        people,
                        (System.nanoTime() - start) / 1e9,
                        program.residentMegabytesNow());
                database.execute("VACUUM ANALYZE");
                try (var yardstick = new Yardstick(options, database)) {
                    stage(out, new Watched(program, carrier, database, counting), talks);
                    var same = yardstick.open(
                            TEXTS_A_SECOND, options.measure(), database.number("SELECT count(*) FROM outbox"));
                    out.printf(
                            "yardstick, one automatic text by %s at the same rate: %s%n",
                            yardstick.described(), same.columns());
                }
            }
        }
    }

    /// @param counting whether the database counts its statements
    private record Watched(Running program, StubCarrier carrier, Database database, boolean counting) {}

    private void stage(PrintStream out, Watched watched, List<Crew.Live> talks)
            throws IOException, SQLException, InterruptedException {
        var program = watched.program();
        var database = watched.database();
        watched.carrier().shows(this::left);
        if (watched.counting()) {
            Statements.reset(database);
        }
        long cpu = program.cpuMillisNow();
        long databaseCpu = database.cpuMillis();
        var answered = texts(watched, talks);
        Thread.sleep(SETTLING);
        int texts = Math.max(1, begun.size());
        out.printf(
                Locale.ROOT,
                "%,d texts in %.0f s, %d not taken, %d not handed over within %d s%n",
                texts,
                answered.seconds(),
                answered.failed(),
                begun.size() - took.size(),
                SETTLING.toSeconds());
        out.println("                                         p50      p99     most");
        row(out, "webhook answered", answered);
        row(out, "contact to responder, handed over", relayed(0));
        row(out, "responder to contact, handed over", relayed(1));
        row(out, "both", relayed(-1));
        out.printf(
                Locale.ROOT,
                "CPU a text: program %.1f ms, database %.1f ms; %d MB resident%n",
                (double) (program.cpuMillisNow() - cpu) / texts,
                (double) (database.cpuMillis() - databaseCpu) / texts,
                program.residentMegabytesNow());
        if (watched.counting()) {
            Statements.print(database, LINES, texts, "text", out);
        }
    }

    private static void row(PrintStream out, String what, Measured measured) {
        out.printf(
                Locale.ROOT,
                "%-36s %8.1f %8.1f %8.1f ms%n",
                what,
                measured.millis(0.5),
                measured.millis(0.99),
                measured.millis(1));
    }

    /// @param way 0 to responders, 1 to contacts, less for both
    private Measured relayed(int way) {
        return new Measured(
                took.entrySet().stream()
                        .filter(one -> way < 0 || one.getKey() % 2 == way)
                        .mapToLong(one -> one.getValue() - begun.get(one.getKey()))
                        .toArray(),
                1,
                0);
    }

    private void left(StubCarrier.Sent message) {
        var mark = MARK.matcher(message.body());
        if (mark.find()) {
            took.putIfAbsent(Integer.parseInt(mark.group()) - 100_000, message.at());
        }
    }

    /// They come at random moments; each is measured from the moment it was meant to be sent. An even one is a
    /// contact's, the odd one after it their responder's answer.
    private Measured texts(Watched watched, List<Crew.Live> talks) throws IOException, InterruptedException {
        var random = new Random(1);
        var moments = new ArrayList<Long>();
        for (double at = 0; at < options.measure().toNanos(); at += -Math.log(1 - random.nextDouble()) * 1e9 / TEXTS_A_SECOND) {
            moments.add((long) at);
        }
        var order = new ArrayList<Crew.Live>();
        while (order.size() * 2 < moments.size()) {
            order.add(talks.get(random.nextInt(talks.size())));
        }
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        long start = System.nanoTime() + 100_000_000L;
        try (var threads = Executors.newFixedThreadPool(SENDERS)) {
            var under = new ArrayList<Future<List<Long>>>();
            for (int i = 0; i < SENDERS; i++) {
                under.add(threads.submit((Callable<List<Long>>) () -> {
                    var answered = new ArrayList<Long>();
                    try (var wire = new Wire(watched.program().port())) {
                        for (int n = next.getAndIncrement(); n < moments.size(); n = next.getAndIncrement()) {
                            long intended = start + moments.get(n);
                            for (long now = System.nanoTime(); now < intended; now = System.nanoTime()) {
                                LockSupport.parkNanos(intended - now);
                            }
                            begun.put(n, intended);
                            if (wire.exchange(text(watched.carrier(), order.get(n / 2), n, intended)) == 200) {
                                answered.add(System.nanoTime() - intended);
                            } else {
                                failed.incrementAndGet();
                            }
                        }
                    }
                    return answered;
                }));
            }
            var nanos = new ArrayList<Long>();
            for (var one : under) {
                nanos.addAll(one.get());
            }
            return new Measured(
                    nanos.stream().mapToLong(Long::longValue).toArray(),
                    (System.nanoTime() - start) / 1e9,
                    failed.get());
        } catch (ExecutionException e) {
            throw new IOException("the texts broke off: " + e.getCause(), e);
        }
    }

    private static byte[] text(StubCarrier carrier, Crew.Live talk, int number, long intended) {
        int mark = 100_000 + number;
        return number % 2 == 0
                ? carrier.inbound(talk.contact(), "I came with bus " + mark + " and stand outside", intended)
                : carrier.inbound(talk.holder(), talk.handle() + " I read you, bus " + mark + " is good", intended);
    }
}
