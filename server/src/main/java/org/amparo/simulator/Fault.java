package org.amparo.simulator;

import java.util.Locale;
import java.util.Optional;

/// What can go wrong between a phone and us, each a case to try; the cases come from `twilio/rules.md` 7-9.
enum Fault {
    CALLS_FAIL(Side.CARRIER, "Every call fails", "The carrier answers 500 to each text and takes none."),
    CALLS_TOO_MANY(Side.CARRIER, "Too many calls", "The carrier answers 429 to each text and takes none."),
    CALLS_TIME_OUT(Side.CARRIER, "Calls time out", "No answer comes, and no text was taken."),
    ANSWERS_LOST(Side.CARRIER, "Answers get lost", "The text is taken and delivered, but the answer never comes."),
    UNDELIVERED(Side.CARRIER, "Phones are off", "Texts are taken, then reported undelivered (30003)."),
    BLOCKED(Side.CARRIER, "Person has blocked us", "The carrier refuses each text (21610)."),
    CARRIER_STOP_LIST(
            Side.CARRIER, "Carrier keeps its own STOP list", "STOP, END or CANCEL alone stops texts at the carrier."),
    ADVANCED_OPT_OUT(
            Side.CARRIER,
            "Advanced Opt-Out",
            "The carrier acts on STOP, START and HELP alone, answers them itself and says so in the webhook."),
    DELETIONS_FAIL(Side.CARRIER, "Deletions fail", "The carrier answers 500 and keeps its copy."),
    DELETIONS_TOO_MANY(Side.CARRIER, "Too many deletions", "The carrier answers 429 and keeps its copy."),
    DELETIONS_TOO_EARLY(Side.CARRIER, "Deletions too early", "The message is not final for the carrier (20009)."),
    DELETIONS_UNANSWERED(Side.CARRIER, "Deletions unanswered", "The copy is deleted, but the answer never comes."),
    DELETIONS_UNKNOWN(Side.CARRIER, "Nothing to delete", "The carrier knows no such message (404)."),
    LISTS_FAIL(Side.CARRIER, "Lists fail", "The carrier answers 500 when it is asked for its messages."),
    REPORTS_DOUBLED(Side.REPORTS, "Reports come twice", "Each delivery report is posted two times."),
    REPORTS_REORDERED(Side.REPORTS, "Reports out of order", "Delivered is reported before sent and queued."),
    REPORTS_LATE(Side.REPORTS, "Reports come late", "Each delivery report comes 30 seconds late."),
    REPORTS_LOST(Side.REPORTS, "Reports get lost", "No delivery report ever comes."),
    INBOUND_LOST(Side.INBOUND, "Webhooks get lost", "The carrier has the text, and no webhook ever comes."),
    INBOUND_REPEATED(Side.INBOUND, "Texts to the line repeat", "The carrier posts each text three times."),
    INBOUND_REORDERED(
            Side.INBOUND, "Texts to the line swap", "A text waits up to 3 seconds and lets the next one overtake it.");

    /// Which way the fault lies.
    enum Side {
        /// Calls to the carrier; of no effect while a real carrier is configured.
        CARRIER,
        /// The carrier's delivery reports; the same.
        REPORTS,
        /// What phones text to the line.
        INBOUND
    }

    private final Side side;
    private final String label;
    private final String meaning;

    Fault(Side side, String label, String meaning) {
        this.side = side;
        this.label = label;
        this.meaning = meaning;
    }

    Side side() {
        return side;
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    /// Its name in the API, such as `calls-fail`.
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String id) {
        for (var fault : values()) {
            if (fault.id().equals(id)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
