package org.amparo;

/// What a word behind `java -jar amparo.jar` does.
final class Commands {
    private Commands() {}

    /// @return the exit code
    static int run(String[] arguments) {
        System.err.println("Amparo knows no word '" + arguments[0] + "'.");
        return 2;
    }
}
