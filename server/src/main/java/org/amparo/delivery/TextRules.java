package org.amparo.delivery;

import java.util.Set;

/// What `rulings.md` 1 says of single texts beyond their class.
final class TextRules {
    /// What may still be sent to a stopped contact, each as the direct answer to a text of theirs.
    private static final Set<String> WHILE_STOPPED = Set.of(
            "sys.stop",
            "sys.stop-named",
            "sys.restart-ask",
            "sys.restart-ask-alone",
            "sys.forget-ask",
            "sys.forget-kept",
            "sys.forget-done",
            "sys.forget-done-stopped",
            "sys.mydata",
            "sys.mydata-alone",
            "sys.mydata-none");

    private TextRules() {}

    static boolean mayReachStopped(String textId) {
        return WHILE_STOPPED.contains(textId);
    }

    /// Goes before everything that waits in its lane.
    static boolean first(String textId) {
        return textId.startsWith("sys.crisis")
                || textId.equals("sys.stop")
                || textId.equals("sys.stop-named")
                || textId.equals("sys.unsafe-ack");
    }

    /// A new inbound makes it needless while it still waits.
    static boolean replaceable(String textId) {
        return textId.startsWith("topic.")
                || textId.startsWith("section.")
                || textId.startsWith("sys.menu")
                || textId.startsWith("sys.welcome")
                || textId.startsWith("sys.not-understood")
                || textId.equals("sys.section-header")
                || textId.equals("sys.language-menu");
    }

    /// In doubt whether the carrier took it, it is sent once more: twice beats never.
    static boolean twiceBeatsNever(String textId) {
        return textId.startsWith("sys.crisis")
                || textId.startsWith("duty.")
                || textId.startsWith("relay.")
                || textId.equals("sys.joined");
    }

    /// The conversation of two people: the carrier's fraud check must not hold it back.
    static boolean conversation(String textId) {
        return textId.startsWith("relay.") || textId.equals("sys.joined") || textId.startsWith("sys.crisis");
    }
}
