package org.amparo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What the kernel says of processes and of the machine (Linux).
final class Machine {
    /// Ticks a second in `/proc`, the same on every Linux we run on.
    private static final int TICK_MILLIS = 10;

    private Machine() {}

    /// Resident memory in megabytes.
    static long residentMegabytes(long pid) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        throw new IOException("no resident memory of process " + pid);
    }

    /// CPU time of a process in milliseconds; its children's too, living or gone, where `family`.
    static long cpuMillis(long pid, boolean family) throws IOException {
        long ticks = ticks(pid, family);
        if (family) {
            try (var all = ProcessHandle.of(pid)
                    .orElseThrow(() -> new IOException("gone"))
                    .children()) {
                for (var child : all.toList()) {
                    try {
                        ticks += ticks(child.pid(), false);
                    } catch (IOException e) {
                        // it ended meanwhile, and counts with its parent from now on
                        continue;
                    }
                }
            }
        }
        return ticks * TICK_MILLIS;
    }

    private static long ticks(long pid, boolean gone) throws IOException {
        return ticks(Path.of("/proc", Long.toString(pid), "stat"), gone);
    }

    private static long ticks(Path file, boolean gone) throws IOException {
        var stat = Files.readString(file);
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return gone ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
    }

    /// CPU time in milliseconds of the threads a process has now, by what they are for.
    static Map<String, Long> cpuByThread(long pid) throws IOException {
        var all = new TreeMap<String, Long>();
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (var task : tasks.toList()) {
                try {
                    all.merge(
                            purpose(Files.readString(task.resolve("comm")).strip()),
                            ticks(task.resolve("stat"), false) * TICK_MILLIS,
                            Long::sum);
                } catch (IOException e) {
                    // the thread ended while we looked
                    continue;
                }
            }
        }
        return all;
    }

    /// The kernel keeps the first 15 letters of a thread's name.
    private static String purpose(String name) {
        if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
            return "compiling (JIT)";
        }
        if (name.startsWith("G1 ") || name.startsWith("GC ") || name.startsWith("VM ")) {
            return "garbage collection and upkeep of the VM";
        }
        if (name.startsWith("ForkJoinPool")) {
            return "our code, on virtual threads";
        }
        if (name.contains("nioEven")) {
            return "HTTP server (event loops)";
        }
        if (name.startsWith("HttpClient")) {
            return "HTTP client to the carrier";
        }
        if (name.equals("java")) {
            return "main thread";
        }
        return name.startsWith("JFR") ? "flight recorder" : "other threads";
    }

    /// Processor, memory, Java and how busy it is, in one line.
    static String described() throws IOException {
        var model = "unknown processor";
        for (var line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
            if (line.startsWith("model name")) {
                model = line.substring(line.indexOf(':') + 1).strip();
                break;
            }
        }
        var memory = Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("[^0-9]", "");
        var load = Files.readString(Path.of("/proc/loadavg")).split(" ");
        return String.format(
                Locale.ROOT,
                "%d x %s, %d GB, Linux %s, Java %s; load average of the last minute %s",
                Runtime.getRuntime().availableProcessors(),
                model,
                Math.round(Long.parseLong(memory) / 1e6),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                load[0]);
    }

    /// CPU time of this program, which makes the load.
    static long ownCpuMillis() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1_000_000;
    }
}
