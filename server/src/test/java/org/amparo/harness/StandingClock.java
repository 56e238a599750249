package org.amparo.harness;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.amparo.Program;

/// The program's door in a process of its own, with a machine's clock that stands still at a moment it is told:
/// only the deployment's clock moves it. What is due is due then, however slow the machine. Uses no other class of
/// the tests: they are not on its class path.
public final class StandingClock {
    static final String AT = "amparo.test.clock";

    private StandingClock() {}

    public static void main(String[] arguments) throws InterruptedException {
        var at = Instant.parse(System.getProperty(AT));
        var stopped = new CountDownLatch(1);
        var program = Program.start(System.getenv(), () -> at);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            program.close();
            stopped.countDown();
        }));
        System.out.println("ready after its start at " + program.url());
        stopped.await();
    }
}
