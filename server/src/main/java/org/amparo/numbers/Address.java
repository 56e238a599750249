package org.amparo.numbers;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where somebody is reached through a carrier: a kind, and the carrier's own form of it. Printing it never shows
/// it.
///
/// The same person on two kinds is two addresses and is never joined (`domain.md` E.7).
///
/// @param carrierForm as the carrier writes it: `+4477…`, `whatsapp:+4477…`, `rcs:…`, or a business-scoped id
public record Address(Kind kind, String carrierForm) {
    /// Ranges no operator gives out: drama numbers of the United Kingdom and of North America.
    private static final java.util.regex.Pattern FICTION =
            java.util.regex.Pattern.compile("\\+447700900\\d{3}|\\+1\\d{3}55501\\d{2}");

    /// The number is reserved for fiction: nobody answers there.
    public boolean fictional() {
        return FICTION.matcher(carrierForm.substring(kind.prefix.length())).matches();
    }

    public enum Kind {
        PHONE(""),
        WHATSAPP("whatsapp:"),
        RCS("rcs:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /// As stored in the database.
        public String column() {
            return switch (this) {
                case PHONE -> "phone";
                case WHATSAPP -> "whatsapp";
                case RCS -> "rcs";
            };
        }

        public static Kind ofColumn(String column) {
            return switch (column) {
                case "phone" -> PHONE;
                case "whatsapp" -> WHATSAPP;
                case "rcs" -> RCS;
                default -> throw new IllegalArgumentException("no such kind of address");
            };
        }
    }

    /// What a carrier's `From` can be.
    public sealed interface Read {
        record Reachable(Address address) implements Read {}

        /// A short code or a sender name: nothing we send would be read by a person.
        record NotAPerson() implements Read {}

        /// The caller hid the number; the carrier shows a place-holder that cannot be texted.
        record Withheld() implements Read {}

        record Senseless() implements Read {}
    }

    /// The place-holder of withheld callers at the carrier (`twilio/rules.md` 8).
    private static final String WITHHELD = "+266696687";

    /// Reads the form a carrier sends. Never throws, whatever comes.
    public static Read read(String from) {
        var text = from.strip();
        for (var kind : Kind.values()) {
            if (kind != Kind.PHONE && text.startsWith(kind.prefix)) {
                var rest = text.substring(kind.prefix.length()).strip();
                return rest.isEmpty() || rest.length() > 120
                        ? new Read.Senseless()
                        : new Read.Reachable(new Address(kind, kind.prefix + rest));
            }
        }
        if (text.equals(WITHHELD) || text.equalsIgnoreCase("anonymous") || text.equals("+86282452253")) {
            return new Read.Withheld();
        }
        if (text.matches("\\+[1-9][0-9]{6,14}")) {
            return new Read.Reachable(new Address(Kind.PHONE, text));
        }
        if (text.matches("\\+?[0-9]{3,6}") || text.matches("[A-Za-z0-9 ._-]{1,11}")) {
            return new Read.NotAPerson();
        }
        return new Read.Senseless();
    }

    /// The telephone number behind it; empty for a business-scoped id.
    public Optional<PhoneNumber> number() {
        var rest = carrierForm.substring(kind.prefix.length());
        return rest.matches("\\+[1-9][0-9]{6,14}") ? Optional.of(new PhoneNumber(rest)) : Optional.empty();
    }

    /// The country whose number it is, such as `RO`; empty when it tells none.
    public Optional<String> country() {
        return number().flatMap(PhoneNumber::country);
    }

    /// True when the number begins with one of these prefixes, such as `+98`.
    public boolean beginsWithAny(Iterable<String> prefixes) {
        var rest = carrierForm.substring(kind.prefix.length());
        for (var prefix : prefixes) {
            if (rest.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /// The clear form as bytes, to be sealed and for nothing else.
    public byte[] toSeal() {
        return (kind.column() + "|" + carrierForm).getBytes(StandardCharsets.UTF_8);
    }

    /// What [#toSeal] made, opened again.
    public static Address opened(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        int bar = text.indexOf('|');
        return new Address(Kind.ofColumn(text.substring(0, bar)), text.substring(bar + 1));
    }

    @Override
    public String toString() {
        return kind.column() + ":***" + carrierForm.substring(Math.max(0, carrierForm.length() - 2));
    }
}
