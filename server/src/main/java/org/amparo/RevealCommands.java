package org.amparo;

import java.io.Console;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.amparo.contacts.AgreedNumbers;
import org.amparo.desk.Reveals;
import org.amparo.desk.Reveals.Answer;
import org.amparo.platform.StartRefused;

/// `reveal <code>`: prints, once, the number that a contact let a partner have, after two people said so from their
/// phones (`#reveal`). It goes to the standard output and nowhere else.
final class RevealCommands {
    static final String KNOWN = "reveal <code> (print the number for a referral two people agreed to show, once)";

    private RevealCommands() {}

    /// @return the exit code
    /// @throws StartRefused saying why nothing is shown; nothing was changed then
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, InstantSource time) {
        return run(arguments, environment, out, time, RevealCommands::terminal);
    }

    /// @param terminal whether what is printed and typed here is a person's terminal, and so no log keeps it
    static int run(
            String[] arguments,
            Map<String, String> environment,
            PrintStream out,
            InstantSource time,
            BooleanSupplier terminal) {
        if (arguments.length != 2 || !arguments[1].matches("[0-9]{6}")) {
            out.println("Write " + KNOWN);
            return 2;
        }
        if (!terminal.getAsBoolean()) {
            throw new StartRefused(
                    "the number goes to a person's terminal alone, where no log and no file keeps it: type"
                            + " this at one, in a container with -it; nothing was shown");
        }
        var settings = Settings.read(environment);
        try (var database = CommandDatabase.open(settings)) {
            var keySet = database.keySet(settings, database.deployment());
            var answer = CommandActs.with(
                    database.access(),
                    keySet,
                    (jdbi, audit) ->
                            Reveals.of(jdbi, audit).show(arguments[1], AgreedNumbers.of(jdbi, keySet), time.instant()));
            // Printed once it is on the trail, never before.
            switch (answer) {
                case Answer.Shown(var number) -> {
                    number.printTo(out);
                    out.println("Shown this once, and it is on the trail. It is for the partner the contact named, with"
                            + " the agreed note and nothing else; then whoever asked for it texts #given.");
                }
                case Answer.Refused refused -> throw new StartRefused(why(refused) + "; nothing was shown");
            }
            return 0;
        }
    }

    private static boolean terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static String why(Answer.Refused refused) {
        return switch (refused) {
            case UNKNOWN -> "nobody asked for a number under this code, or the contact was erased";
            case SHOWN_ALREADY -> "it was shown already, and a yes shows it once: #refer asks the contact anew";
            case OVER -> "half an hour is over, or #reveal was texted anew: ask again with #reveal";
            case NOT_CONFIRMED -> "a supervisor must agree first, with #reveal and this code, from their own phone";
            case GIVEN_ALREADY -> "the referral was given already, which used up the contact's yes";
            case SILENT -> "the contact wants no texts, or cannot be reached safely now";
            case ONE_ADULT -> "the contact may be a child, and two adults have not agreed to this referral";
            case BARRED -> "whoever asked or agreed works here no more, or must have nothing to do with this contact";
            case NO_YES -> "the contact's yes does not hold any more, or there is no telephone number";
        };
    }
}
