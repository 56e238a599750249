package org.amparo.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// How long the packaged program takes from its start to healthy, and how much memory it then has.
final class StartUp {
    private final Options options;

    StartUp(Options options) {
        this.options = options;
    }

    /// So long after it is healthy a program has given back what only its start needed.
    private static final Duration AT_REST = Duration.ofSeconds(3);

    private record Start(double seconds, double cpuSeconds, double megabytes, double megabytesAtRest) {
        static Start of(Running program) throws IOException, InterruptedException {
            Thread.sleep(AT_REST);
            return new Start(
                    program.startedIn().toMillis() / 1000.0,
                    program.startCpuMillis() / 1000.0,
                    program.startMegabytes(),
                    program.residentMegabytesNow());
        }
    }

    void measure(PrintStream out) throws IOException, SQLException, InterruptedException {
        out.printf(
                "%n## Start-up%n%nmedian of %d (all of them), from the start of the process to healthy%n%n",
                options.starts());
        var first = new ArrayList<Start>();
        for (int i = 0; i < options.starts(); i++) {
            try (var stand = Stand.make(options, "first");
                    var program = stand.start(List.of())) {
                first.add(Start.of(program));
            }
        }
        print("first start, database made", first, out);
        var later = new ArrayList<Start>();
        var threads = Map.<String, Long>of();
        try (var stand = Stand.make(options, "later")) {
            stand.start(List.of()).close();
            for (int i = 0; i < options.starts(); i++) {
                try (var program = stand.start(List.of())) {
                    later.add(Start.of(program));
                    threads = program.cpuByThread();
                }
            }
        }
        print("later start", later, out);
        out.println("\nCPU of the last start by thread, ms");
        threads.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(one -> out.printf("%8d  %s%n", one.getValue(), one.getKey()));
    }

    private static void print(String label, List<Start> starts, PrintStream out) {
        out.printf(
                "%-28s %6.2f s (%s), %.1f s of CPU, %.0f MB resident, %.0f MB %d s later%n",
                label,
                median(starts, Start::seconds),
                String.join(
                        " ",
                        starts.stream()
                                .map(start -> "%.2f".formatted(start.seconds()))
                                .toList()),
                median(starts, Start::cpuSeconds),
                median(starts, Start::megabytes),
                median(starts, Start::megabytesAtRest),
                AT_REST.toSeconds());
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> of) {
        var sorted = starts.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
