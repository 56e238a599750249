package org.amparo.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What is to be measured, and for how long.
///
/// @param folder `server/bench`
/// @param texts folder of the tables of realistic texts, one a language
/// @param measure how long each stage is measured
/// @param warmUp how long the program is warmed up before the first stage
/// @param starts how often the program is started for each median
/// @param rows how many people the store of the stage *retention* holds, wait in *timers*, or talk in *relay*
/// @param pgbench whether pgbench is the yardstick where it is on the PATH
/// @param reports whether the stub carrier reports each message delivered, as a real one does
/// @param javaOptions further options for the program's Java; none is what `java -jar` gives
record Options(
        Path folder,
        Path texts,
        Duration measure,
        Duration warmUp,
        int starts,
        boolean load,
        boolean reader,
        boolean startUp,
        boolean profile,
        boolean retention,
        boolean timers,
        boolean relay,
        int rows,
        boolean pgbench,
        boolean reports,
        List<String> javaOptions) {

    static final String HELP = """
            server/bench/run [options]
              --seconds N         measure each stage so long (6; relay 200)
              --warm-up N         seconds of load before the first stage (15)
              --starts N          starts for each median (5)
              --quick             the same as --seconds 2 --warm-up 4 --starts 1
              --only WHAT         one of load, profile, reader, starts; and only when asked for: retention,
                                  timers, relay
              --rows N            people in the store of retention (1000000), who wait (10000 of timers), or who talk
                                  (1000 of relay)
              --jdbc              the yardstick is a plain JDBC loop, even where pgbench is on the PATH
              --no-reports        the stub carrier reports nothing delivered
              --texts FOLDER      tables of texts (server/src/test/resources/reading/texts)
              --java-options "…"  further options for the program's Java, such as "-Xmx256m -XX:+UseSerialGC"
            AMPARO_DATABASE_URL, _USERNAME and _PASSWORD measure on that server, in databases of the benchmark's own;
            without them the program's embedded PostgreSQL is used.
            """;

    /// @throws IllegalArgumentException that says which option makes no sense
    static Options read(String[] arguments) {
        var folder = Path.of(arguments[0]);
        var texts = folder.resolveSibling("src/test/resources/reading/texts");
        int seconds = 0;
        int warmUp = 15;
        int starts = 5;
        int rows = 0;
        var only = "";
        boolean pgbench = true;
        boolean reports = true;
        var javaOptions = List.<String>of();
        for (int i = 1; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--seconds" -> seconds = number(arguments, ++i);
                case "--warm-up" -> warmUp = number(arguments, ++i);
                case "--starts" -> starts = number(arguments, ++i);
                case "--quick" -> {
                    seconds = 2;
                    warmUp = 4;
                    starts = 1;
                }
                case "--rows" -> rows = number(arguments, ++i, 7);
                case "--only" -> only = value(arguments, ++i);
                case "--jdbc" -> pgbench = false;
                case "--no-reports" -> reports = false;
                case "--texts" -> texts = Path.of(value(arguments, ++i));
                case "--java-options" ->
                    javaOptions = List.of(value(arguments, ++i).strip().split("\\s+"));
                default -> throw new IllegalArgumentException(arguments[i] + " is no option; --help lists them");
            }
        }
        if (!List.of("", "load", "profile", "reader", "starts", "retention", "timers", "relay").contains(only)) {
            throw new IllegalArgumentException("--only takes load, profile, reader, starts, retention, timers or relay");
        }
        return new Options(
                folder,
                texts,
                Duration.ofSeconds(seconds > 0 ? seconds : only.equals("relay") ? 200 : 6),
                Duration.ofSeconds(warmUp),
                starts,
                only.isEmpty() || only.equals("load"),
                only.isEmpty() || only.equals("reader"),
                only.isEmpty() || only.equals("starts"),
                only.isEmpty() || only.equals("profile"),
                only.equals("retention"),
                only.equals("timers"),
                only.equals("relay"),
                rows > 0 ? rows : rows(only),
                pgbench,
                reports,
                javaOptions);
    }

    private static int rows(String only) {
        return switch (only) {
            case "timers" -> 10_000;
            case "relay" -> 1_000;
            default -> 1_000_000;
        };
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(arguments[at - 1] + " needs a value");
        }
        return arguments[at];
    }

    private static int number(String[] arguments, int at) {
        return number(arguments, at, 4);
    }

    private static int number(String[] arguments, int at, int digits) {
        var text = value(arguments, at);
        if (!text.matches("[1-9][0-9]{0," + (digits - 1) + "}")) {
            throw new IllegalArgumentException(
                    arguments[at - 1] + " needs a whole number of at most " + digits + " digits");
        }
        return Integer.parseInt(text);
    }
}
