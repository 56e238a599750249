package org.amparo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/// Where the time goes: a start of its own under load with the flight recorder on and the database counting its
/// statements. Its rates are lower than those of the measured stages.
final class Profile {
    private static final int AT_ONCE = 16;
    private static final int LINES = 14;

    private final Options options;
    private final List<RealText> texts;

    Profile(Options options, List<RealText> texts) {
        this.options = options;
        this.texts = texts;
    }

    void measure(PrintStream out) throws IOException, SQLException, InterruptedException {
        out.printf("%n## Where the time goes%n%n%d at once, profiled%n", AT_ONCE);
        try (var carrier = new StubCarrier(options.reports());
                var stand = Stand.make(options, "profile")) {
            var recording = stand.folder().resolve("program.jfr");
            boolean counting = Statements.prepare(stand, carrier);
            var recorder = "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + recording;
            Instant from;
            Instant until;
            try (var program = stand.start(carrier, List.of(recorder, "-Xlog:jfr+startup=off"))) {
                carrier.calls(program);
                var load = new Load(program, carrier, new Talks(texts));
                load.closed(AT_ONCE, options.warmUp());
                var database = stand.now();
                if (counting) {
                    Statements.reset(database);
                }
                from = Instant.now();
                long sent = carrier.taken();
                var before = program.cpuByThread();
                var taken = load.closed(AT_ONCE, options.measure());
                until = Instant.now();
                var after = program.cpuByThread();
                sent = carrier.taken() - sent;
                out.printf(
                        "%.0f texts/s taken, %.2f messages sent for each%n",
                        taken.perSecond(), (double) sent / taken.nanos().length);
                out.println("\nCPU of the program by thread, ms a text");
                threads(before, after, taken.nanos().length, out);
                if (counting) {
                    Statements.print(database, LINES, taken.nanos().length, "text", out);
                } else {
                    out.println("\nthis server does not count statements: pg_stat_statements is not loaded there");
                }
            }
            samples(recording, from, until, out);
        }
    }

    private static void threads(Map<String, Long> before, Map<String, Long> after, int texts, PrintStream out) {
        after.entrySet().stream()
                .map(one -> Map.entry(one.getKey(), one.getValue() - before.getOrDefault(one.getKey(), 0L)))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(one -> out.printf("%8.2f  %s%n", (double) one.getValue() / texts, one.getKey()));
    }

    private static void samples(Path recording, Instant from, Instant until, PrintStream out) throws IOException {
        if (!Files.exists(recording)) {
            out.println("\nthe flight recorder left nothing");
            return;
        }
        var ours = new HashMap<String, Integer>();
        var libraries = new HashMap<String, Integer>();
        int all = 0;
        try (var file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                var event = file.readEvent();
                if (event.getEventType().getName().equals("jdk.ExecutionSample")
                        && event.getStartTime().isAfter(from)
                        && event.getStartTime().isBefore(until)
                        && event.getStackTrace() != null) {
                    all++;
                    ours.merge(ours(event), 1, Integer::sum);
                    libraries.merge(library(event), 1, Integer::sum);
                }
            }
        }
        print("Java at work, by our method nearest to it", ours, all, out);
        print("Java at work, by whose code it is in", libraries, all, out);
    }

    private static String ours(RecordedEvent event) {
        for (var frame : event.getStackTrace().getFrames()) {
            var type = frame.getMethod().getType().getName();
            if (type.startsWith("org.amparo.") && !type.contains("$Intercepted") && !type.contains("$Definition")) {
                return type.substring("org.amparo.".length()).replaceAll("\\$\\$?Lambda.*", "") + "."
                        + frame.getMethod().getName().replaceAll("lambda\\$([^$]*)\\$.*", "$1");
            }
        }
        return "none of ours: " + outermost(event);
    }

    private static String outermost(RecordedEvent event) {
        for (var frame : event.getStackTrace().getFrames().reversed()) {
            var type = frame.getMethod().getType().getName();
            if (!type.startsWith("java.") && !type.startsWith("jdk.internal")) {
                return family(type);
            }
        }
        return "JDK";
    }

    private static String library(RecordedEvent event) {
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        return frames.isEmpty()
                ? "?"
                : family(frames.getFirst().getMethod().getType().getName());
    }

    /// The first names of a package tell whose it is.
    private static String family(String type) {
        var names = type.split("\\.");
        int kept = type.startsWith("java") || type.startsWith("jdk") || type.startsWith("sun") ? 2 : 3;
        return String.join(".", List.of(names).subList(0, Math.min(kept, Math.max(1, names.length - 1))));
    }

    private static void print(String label, Map<String, Integer> counts, int all, PrintStream out) {
        out.printf("%n%s (%d samples)%n", label, all);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(LINES)
                .forEach(one -> out.printf("%5.1f %%  %s%n", 100.0 * one.getValue() / all, one.getKey()));
    }
}
