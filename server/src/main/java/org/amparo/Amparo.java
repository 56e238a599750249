package org.amparo;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.amparo.platform.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The program's door: starts the server, or does what a word behind it asks.
public final class Amparo {
    private static final Logger LOG = LoggerFactory.getLogger(Amparo.class);

    /// Of the heap, in percent: after a collection the JVM keeps at most so much free, and at least so much.
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    private static final String LEAST_FREE = "MinHeapFreeRatio";

    private Amparo() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (Boolean.getBoolean("amparo.exit-with-parent")) {
            // `mvn` does not pass a signal on: when it goes, so do we.
            ProcessHandle.current().parent().ifPresent(Amparo::goWith);
        }
        try {
            if (arguments.length == 0) {
                serve();
            } else {
                System.exit(Commands.run(arguments, System.getenv(), System.out));
            }
        } catch (StartRefused e) {
            System.err.println("Amparo does not start: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void goWith(ProcessHandle parent) {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            parent.onExit().join();
            System.exit(0);
        });
    }

    private static void serve() throws InterruptedException {
        long begun = System.nanoTime();
        var stopped = new CountDownLatch(1);
        var program = Program.start(System.getenv(), InstantSource.system());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            program.close();
            stopped.countDown();
        }));
        program.whenLost(why -> {
            LOG.error("Amparo stops: {}", why);
            System.exit(3);
        });
        LOG.info("home folder {}", program.homeFolder());
        LOG.info(
                "ready after {} ms at {}{}",
                Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                program.url(),
                program.context().getProperty("amparo.demo", Boolean.class).orElse(false)
                        ? " – demonstration: open " + program.url() + "/phone"
                        : "");
        giveBack();
        stopped.await();
    }

    /// Gives the machine back, once, the memory that starting took and running does not need: more than a third of
    /// what is resident then. A JVM without these options only collects.
    private static void giveBack() {
        try {
            var options = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            var usual = options.getVMOption(MOST_FREE).getValue();
            options.setVMOption(MOST_FREE, options.getVMOption(LEAST_FREE).getValue());
            System.gc();
            options.setVMOption(MOST_FREE, usual);
        } catch (RuntimeException e) {
            LOG.debug("memory is given back by a plain collection", e);
            System.gc();
        }
    }
}
