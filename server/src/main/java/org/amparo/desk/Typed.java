package org.amparo.desk;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amparo.language.Folding;

/// Reads a responder's text: handle, command, answer, or words to be relayed. Nothing in it is scanned: what two
/// people say to each other is theirs. Pure; safe for many threads.
///
/// Whatever stands behind handle and command is kept as it was typed. A handle may stand before the command or
/// behind it.
final class Typed {
    /// Carrier words count alone, as carriers read them.
    private static final Set<String> STOP =
            Set.of("stop", "stopall", "stop all", "unsubscribe", "end", "quit", "cancel", "arret");

    private static final Set<String> START = Set.of("start", "unstop");

    /// More than this is no command and no bare answer.
    private static final int HEAD = 80;

    private final Set<String> handles;
    private final Locale language;

    /// @param handles what the responder holds or is offered: one typed with a gap, `b 3`, counts only if it is
    ///     here
    /// @param language theirs: weekdays may be typed in it, beside English
    Typed(Set<String> handles, Locale language) {
        this.handles = Set.copyOf(handles);
        this.language = language;
    }

    Said read(String body) {
        var text = Marks.trimmed(body);
        if (text.isEmpty()) {
            return new Said.Blank();
        }
        var alone = alone(text);
        if (STOP.contains(alone)) {
            return new Said.Stop();
        }
        if (START.contains(alone)) {
            return new Said.Start();
        }
        if (alone.matches("[12]")) {
            return new Said.Answer(Optional.empty(), alone.equals("1"), text);
        }
        if (alone.matches("[0-9]{6}")) {
            return new Said.Code(alone, text);
        }
        var handle = Handle.at(text, handles);
        var rest = handle.map(Handle::rest).orElse(text);
        var name = handle.map(Handle::name);
        if (Marks.number(rest)) {
            return Numbered.read(name, Marks.afterNumber(rest), handles, language);
        }
        return name.isPresent() ? bound(name.get(), rest) : new Said.Relay(Optional.empty(), text);
    }

    private static Said bound(String handle, String rest) {
        var alone = alone(rest);
        return switch (alone) {
            case "" -> Marks.trimmed(rest).isEmpty() ? new Said.HandleAlone(handle) : relay(handle, rest);
            case "1" -> new Said.Answer(Optional.of(handle), true, rest);
            case "2" -> new Said.Answer(Optional.of(handle), false, rest);
            case "ok", "okay" -> new Said.Confirm(handle, rest);
            default -> relay(handle, rest);
        };
    }

    private static Said relay(String handle, String words) {
        return new Said.Relay(Optional.of(handle), words);
    }

    /// A short text with nothing around it: lower case, plain digits, Latin letters for their look-alikes; a long
    /// one is none.
    private static String alone(String text) {
        if (text.length() > HEAD) {
            return "-";
        }
        return Marks.plain(Folding.accentFree(Folding.normalise(text, HEAD)))
                .replaceAll("^[^a-z0-9#]+|[^a-z0-9]+$", "");
    }

    /// Letters of other writings that look like a Latin one, by their lower case.
    static final Map<Integer, Character> LOOK_ALIKE = Map.ofEntries(
            Map.entry((int) 'а', 'a'),
            Map.entry((int) 'в', 'b'),
            Map.entry((int) 'с', 'c'),
            Map.entry((int) 'ԁ', 'd'),
            Map.entry((int) 'е', 'e'),
            Map.entry((int) 'һ', 'h'),
            Map.entry((int) 'н', 'h'),
            Map.entry((int) 'і', 'i'),
            Map.entry((int) 'ј', 'j'),
            Map.entry((int) 'к', 'k'),
            Map.entry((int) 'м', 'm'),
            Map.entry((int) 'о', 'o'),
            Map.entry((int) 'р', 'p'),
            Map.entry((int) 'ԛ', 'q'),
            Map.entry((int) 'ѕ', 's'),
            Map.entry((int) 'т', 't'),
            Map.entry((int) 'ѵ', 'v'),
            Map.entry((int) 'ԝ', 'w'),
            Map.entry((int) 'х', 'x'),
            Map.entry((int) 'у', 'y'),
            Map.entry((int) 'β', 'b'),
            Map.entry((int) 'η', 'h'),
            Map.entry((int) 'ι', 'i'),
            Map.entry((int) 'κ', 'k'),
            Map.entry((int) 'μ', 'm'),
            Map.entry((int) 'ν', 'n'),
            Map.entry((int) 'ο', 'o'),
            Map.entry((int) 'ρ', 'p'),
            Map.entry((int) 'τ', 't'),
            Map.entry((int) 'υ', 'y'),
            Map.entry((int) 'χ', 'x'),
            Map.entry((int) 'ζ', 'z'));
}
