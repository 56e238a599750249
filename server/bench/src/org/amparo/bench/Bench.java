package org.amparo.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// Measures what is asked for, and prints it; the same goes to `server/target/bench/report.txt`.
final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        try {
            var options = Options.read(arguments);
            Files.createDirectories(Stand.work(options));
            try (var file = Files.newOutputStream(Stand.work(options).resolve("report.txt"));
                    var out = new PrintStream(new Both(file), true, StandardCharsets.UTF_8)) {
                measure(options, out);
            }
        } catch (IllegalArgumentException | IOException | SQLException e) {
            System.err.println("The benchmark ends: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void measure(Options options, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        var jar = options.folder().resolveSibling("target/amparo.jar");
        out.printf("# Amparo, measured %s%n%n%s%n", LocalDate.now(ZoneOffset.UTC), Machine.described());
        out.printf(
                "packaged %s%s%n",
                Files.getLastModifiedTime(jar),
                options.javaOptions().isEmpty() ? "" : ", Java options " + String.join(" ", options.javaOptions()));
        var texts = options.reader() || options.load() || options.profile() || options.retention()
                ? RealText.read(options.texts())
                : List.<RealText>of();
        if (options.startUp()) {
            new StartUp(options).measure(out);
        }
        if (options.reader()) {
            new ReaderAlone(texts).measure(options.measure(), out);
        }
        if (options.load()) {
            new UnderLoad(options, texts).measure(out);
        }
        if (options.profile()) {
            new Profile(options, texts).measure(out);
        }
        if (options.retention()) {
            new Erasing(options, texts).measure(out);
        }
        if (options.timers()) {
            new Timers(options).measure(out);
        }
        if (options.relay()) {
            new Relay(options).measure(out);
        }
    }

    /// Prints and keeps.
    private static final class Both extends OutputStream {
        private final OutputStream file;

        Both(OutputStream file) {
            this.file = file;
        }

        @Override
        public void write(int b) throws IOException {
            System.out.write(b);
            file.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            System.out.write(bytes, from, length);
            System.out.flush();
            file.write(bytes, from, length);
        }
    }
}
