package org.amparo.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The packaged program, started as `java -jar` in a home folder of its own, on a free port.
final class PackagedProgram implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready after .* at (http://\\S+)");

    private final Process process;
    private final Path home;
    private final String url;

    PackagedProgram() {
        home = Path.of("target", "home-" + ProcessHandle.current().pid()).toAbsolutePath();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                        java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", System.getProperty("amparo.jar"))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("TWILIO_") || key.startsWith("AMPARO_"));
        builder.environment().put("AMPARO_HOME", home.toString());
        builder.environment().put("AMPARO_PORT", "0");
        try {
            process = builder.start();
            url = awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var all = Files.walk(home)) {
                for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String awaitReady() throws IOException {
        var said = new StringBuilder();
        var lines = new BufferedReader(process.inputReader());
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            var ready = READY.matcher(line);
            if (ready.find()) {
                Thread.ofVirtual().start(() -> drain(lines));
                return ready.group(1);
            }
        }
        throw new IllegalStateException("the program ended before it was ready:\n" + said);
    }

    /// What else it says must not fill the pipe.
    private static void drain(BufferedReader lines) {
        try (lines) {
            while (lines.readLine() != null) {
                // nobody reads it
            }
        } catch (IOException e) {
            // it was stopped
        }
    }
}
