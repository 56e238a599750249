package org.amparo.content;

/// How many segments a text may take (`domain.md` B: budgets for translations), each parameter at its longest.
///
/// @param gsm in languages whose letters are all in GSM-7
/// @param ucsTarget in other scripts, to aim at
/// @param ucsStop in other scripts, beyond which the build fails
record Budget(int gsm, int ucsTarget, int ucsStop) {
    private static final Budget TOPIC = new Budget(2, 4, 5);

    static Budget of(TextFacts facts) {
        if (facts.id().startsWith("topic.")) {
            return TOPIC;
        }
        int english = facts.phrase().maxSegments();
        return new Budget(Math.max(2, english), Math.max(3, english), Math.max(4, english));
    }
}
