package org.amparo.bench;

import com.sun.management.ThreadMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.amparo.content.ContentFiles;
import org.amparo.content.FileRelease;
import org.amparo.reading.Reader;
import org.amparo.reading.ReadingContext;

/// The reader by itself, on one thread: how many texts a second, and what it allocates for one.
final class ReaderAlone {
    private static final List<String> LINE_ORDER = List.of("en", "es", "fr", "ro", "ru", "ar", "vi", "th", "tl");

    private final List<RealText> texts;
    private final Reader reader;
    private final double builtInMillis;
    private long seen;

    ReaderAlone(List<RealText> texts) {
        this.texts = texts;
        var vocabulary =
                FileRelease.of(ContentFiles.packed(), InstantSource.system()).vocabulary();
        long begun = System.nanoTime();
        this.reader = Reader.of(vocabulary);
        this.builtInMillis = (System.nanoTime() - begun) / 1e6;
    }

    void measure(Duration time, PrintStream out) {
        out.printf(
                "%n## The reader alone%n%n%d texts, one thread; built in %.0f ms, cold%n%n",
                texts.size(), builtInMillis);
        out.println("                                 texts/s      p50       p99       slowest   allocated a text");
        one("first text, language unknown", false, time, out);
        one("later text, language known", true, time, out);
        byLanguage(out);
    }

    private void one(String label, boolean known, Duration time, PrintStream out) {
        round(known, time.dividedBy(2));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();
        long[] each = round(known, time);
        double seconds = (System.nanoTime() - begun) / 1e9;
        allocated = threads.getCurrentThreadAllocatedBytes() - allocated - 8L * each.length * 3;
        var measured = new Measured(each, seconds, 0);
        out.printf(
                "%-30s %9.0f %8.0f us %7.0f us %7.0f us %10.1f kB%n",
                label,
                measured.perSecond(),
                1000 * measured.millis(0.5),
                1000 * measured.millis(0.99),
                1000 * measured.millis(1),
                (double) allocated / each.length / 1024);
    }

    private long[] round(boolean known, Duration time) {
        var nanos = new long[1 << 16];
        int count = 0;
        long end = System.nanoTime() + time.toNanos();
        for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
            var text = texts.get(count % texts.size());
            read(text, known);
            if (count == nanos.length) {
                nanos = java.util.Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = System.nanoTime() - begun;
        }
        return java.util.Arrays.copyOf(nanos, count);
    }

    private void read(RealText text, boolean known) {
        var reading = reader.read(text.body(), new ReadingContext(known ? text.locale() : null, LINE_ORDER));
        seen += reading.words();
    }

    private void byLanguage(PrintStream out) {
        var languages = new TreeMap<String, List<RealText>>();
        texts.forEach(text ->
                languages.computeIfAbsent(text.locale(), _ -> new ArrayList<>()).add(text));
        out.print("\nmicroseconds a text by language, language unknown:");
        languages.forEach((language, some) -> {
            int rounds = 40;
            long begun = System.nanoTime();
            for (int i = 0; i < rounds; i++) {
                some.forEach(text -> read(text, false));
            }
            out.printf("  %s %.0f", language, (System.nanoTime() - begun) / 1e3 / rounds / some.size());
        });
        out.println(seen == 0 ? " (nothing was read)" : "");
    }
}
