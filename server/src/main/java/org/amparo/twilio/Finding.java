package org.amparo.twilio;

import java.io.PrintStream;
import java.util.List;

/// One line of the go-live check.
///
/// @param mend what to do about it; empty when it is well
record Finding(Level level, String what, String mend) {

    enum Level {
        OK,
        /// Must be mended before going live.
        MEND,
        /// Cannot be read through the API, or is a matter of judgement: a person looks.
        LOOK;

        @Override
        public String toString() {
            return switch (this) {
                case OK -> "ok  ";
                case MEND -> "mend";
                case LOOK -> "look";
            };
        }
    }

    static Finding ok(String what) {
        return new Finding(Level.OK, what, "");
    }

    static Finding mend(String what, String mend) {
        return new Finding(Level.MEND, what, mend);
    }

    static Finding look(String what, String where) {
        return new Finding(Level.LOOK, what, where);
    }

    static void print(List<Finding> findings, PrintStream out) {
        findings.forEach(finding -> out.println(finding));
        long mends = findings.stream().filter(f -> f.level() == Level.MEND).count();
        long looks = findings.stream().filter(f -> f.level() == Level.LOOK).count();
        out.println();
        out.println(mends + " to mend, " + looks + " to look at yourself");
    }

    @Override
    public String toString() {
        return level + "  " + what + (mend.isEmpty() ? "" : ": " + mend);
    }
}
