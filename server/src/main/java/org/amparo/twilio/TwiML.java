package org.amparo.twilio;

import java.util.Optional;

/// Answers in Twilio's markup. Written by hand: a webhook's answer is one or two elements, and what XML 1.0 does
/// not allow must be left out, not only escaped.
final class TwiML {
    private static final String PROLOG = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    /// Nothing is to be said: replies leave through the REST API.
    static final String EMPTY = PROLOG + "<Response/>";

    static final String HANG_UP = PROLOG + "<Response><Hangup/></Response>";

    private TwiML() {}

    /// One text message back; none when it is blank.
    static String message(String text) {
        return text.isBlank() ? EMPTY : PROLOG + "<Response><Message>" + escaped(text) + "</Message></Response>";
    }

    /// A sentence to speak.
    ///
    /// @param language as `SpokenLanguages` knows it; without one the account's default voice speaks
    static String say(Optional<String> language, String sentence) {
        var attribute =
                language.map(tag -> " language=\"" + escaped(tag) + "\"").orElse("");
        return "<Say" + attribute + ">" + escaped(sentence) + "</Say>";
    }

    /// Speaks, then ends the call.
    static String spoken(String says) {
        return PROLOG + "<Response>" + says + "<Hangup/></Response>";
    }

    /// Speaks twice, and sends one key pressed meanwhile to `action`; without a key the call ends.
    static String asking(String says, String action) {
        return PROLOG + "<Response><Gather numDigits=\"1\" timeout=\"10\" method=\"POST\" action=\"" + escaped(action)
                + "\">" + says + says + "</Gather><Hangup/></Response>";
    }

    private static String escaped(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().filter(TwiML::allowed).forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /// The characters of XML 1.0; an unpaired surrogate is none.
    private static boolean allowed(int c) {
        return c == '\n'
                || c == '\r'
                || c == '\t'
                || (c >= 0x20 && c < 0xD800)
                || (c > 0xDFFF && c < 0xFFFE)
                || c > 0xFFFF;
    }
}
