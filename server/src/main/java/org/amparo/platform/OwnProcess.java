package org.amparo.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How a process of our own is started, so that it neither runs as root nor outlives us.
final class OwnProcess {
    private OwnProcess() {}

    /// The command, such that the kernel sends `signal` when the thread that starts it ends.
    static List<String> dyingWithUs(String signal, List<String> command) {
        var whole = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setpriv"))) {
            whole.addAll(List.of("setpriv", "--pdeathsig", signal));
        }
        whole.addAll(command);
        return asPlainUser(whole);
    }

    /// PostgreSQL refuses to run as root; in a user namespace of its own it is nobody in particular.
    private static List<String> asPlainUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var whole = new ArrayList<>(List.of("unshare", "-U"));
        whole.addAll(command);
        return whole;
    }

    static void signal(long pid, String name) throws IOException {
        awaitExit(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start());
    }

    static int awaitExit(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
