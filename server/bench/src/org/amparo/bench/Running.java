package org.amparo.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged program, running as `java -jar` runs it.
final class Running implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);

    private final Process process;
    private final Thread stopper;
    private final int port;
    private final Duration startedIn;
    private final long cpuMillis;
    private final long residentMegabytes;
    private volatile boolean closing;

    private Running(Process process, int port, Duration startedIn) throws IOException {
        this.process = process;
        this.port = port;
        this.startedIn = startedIn;
        this.cpuMillis = Machine.cpuMillis(process.pid(), false);
        this.residentMegabytes = Machine.residentMegabytes(process.pid());
        // also when the benchmark itself is broken off
        this.stopper = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(stopper);
    }

    /// Starts it and waits until it says it is healthy.
    ///
    /// @param home its home folder; what it prints goes to `program.log` beside it
    /// @param environment what it is told, beside the port
    /// @param javaOptions before those of the command line
    static Running start(Options options, Path home, Map<String, String> environment, List<String> javaOptions)
            throws IOException, InterruptedException {
        int port = freePort();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(options.javaOptions());
        command.addAll(List.of(
                "-jar", options.folder().resolveSibling("target/amparo.jar").toString()));
        Files.createDirectories(home.getParent());
        var log = home.resolveSibling("program.log");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("AMPARO_") || key.startsWith("TWILIO_"));
        builder.environment().put("AMPARO_HOME", home.toString());
        builder.environment().put("AMPARO_PORT", Integer.toString(port));
        environment.forEach(
                (key, value) -> builder.environment().put(key, value.replace("{port}", Integer.toString(port))));
        long begun = System.nanoTime();
        var process = builder.start();
        while (!Wire.healthy(port)) {
            if (!process.isAlive() || System.nanoTime() - begun > START_LIMIT.toNanos()) {
                process.destroyForcibly();
                throw new IOException("the program does not start; it said:\n" + Files.readString(log));
            }
            Thread.sleep(LOOK_EVERY);
        }
        return new Running(process, port, Duration.ofNanos(System.nanoTime() - begun));
    }

    int port() {
        return port;
    }

    String publicUrl() {
        return "http://localhost:" + port;
    }

    /// Whether it is up and is to stay so.
    boolean alive() {
        return !closing && process.isAlive();
    }

    /// From the start of the process to healthy.
    Duration startedIn() {
        return startedIn;
    }

    /// CPU time when it became healthy.
    long startCpuMillis() {
        return cpuMillis;
    }

    /// Resident memory when it became healthy.
    long startMegabytes() {
        return residentMegabytes;
    }

    long residentMegabytesNow() throws IOException {
        return Machine.residentMegabytes(process.pid());
    }

    Map<String, Long> cpuByThread() throws IOException {
        return Machine.cpuByThread(process.pid());
    }

    long cpuMillisNow() throws IOException {
        return Machine.cpuMillis(process.pid(), false);
    }

    /// Stops it as Ctrl-C does.
    @Override
    public void close() {
        closing = true;
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(stopper);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
