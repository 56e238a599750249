package org.amparo.desk;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.amparo.language.Folding;

/// Reads what stands behind `#`: a command, perhaps a handle, and what it is given.
final class Numbered {
    private static final int WORD = 24;

    private Numbered() {}

    /// @param before the handle that stood before the `#`
    static Said read(Optional<String> before, String text, Set<String> handles, Locale language) {
        var word = word(text);
        var behind = Marks.trimmed(text.substring(word.length()));
        // A colon typed behind the command belongs to nothing.
        while (!behind.isEmpty() && ":：,.".indexOf(behind.charAt(0)) >= 0) {
            behind = Marks.trimmed(behind.substring(1));
        }
        var own = before.isPresent() ? Optional.<Handle>empty() : Handle.at(behind, handles);
        var handle = before.or(() -> own.map(Handle::name));
        var given = own.map(Handle::rest).orElse(behind);
        return switch (plain(word)) {
            case "1" -> given.isEmpty() ? new Said.Answer(handle, true, "#1") : new Said.Unknown();
            case "2" -> given.isEmpty() ? new Said.Answer(handle, false, "#2") : new Said.Unknown();
            case "close", "end" -> new Said.Close(handle, given);
            case "pass" -> new Said.Pass(handle, given);
            case "note" -> new Said.Note(handle, given);
            case "refer" -> refer(handle, given);
            case "given" -> new Said.Given(handle, given);
            case "reveal" -> new Said.Reveal(handle, Marks.plain(given));
            case "yes" -> new Said.Second(handle, true);
            case "no" -> new Said.Second(handle, false);
            case "consent" -> new Said.Consent(handle);
            case "later" -> new Said.Later(handle);
            case "hours" -> new Said.Hours(handle, Slots.read(given, language));
            case "unsafe" -> new Said.Unsafe(handle);
            case "mydata" -> new Said.MyData(handle);
            case "lang" -> new Said.Language(handle, given);
            case "word" -> new Said.Word(handle, plain(given).equals("new"));
            case "wrong" -> new Said.Wrong(handle);
            case "interpreter", "interpret" -> new Said.Interpreter(handle, given);
            case "not-me", "notme" -> new Said.NotMe(handle);
            case "not" -> not(handle, given);
            case "leave" -> new Said.Leave(handle);
            case "off" -> new Said.Off(given);
            case "on" -> new Said.On();
            case "break" -> new Said.Break(given);
            case "practice", "practise" -> new Said.Practice(!plain(given).equals("off"));
            case "list" -> new Said.Holdings();
            case "help" -> new Said.Help();
            case "gaps", "gap" -> new Said.Gaps();
            case "feedback" -> new Said.Feedback();
            case "mine" -> new Said.Mine(handle);
            case "why" -> new Said.Why(handle);
            case "give" -> new Said.Give(handle, given);
            case "warn" -> new Said.Warn(handle);
            case "block" -> new Said.Block(handle);
            case "urgent" -> new Said.Urgent(handle);
            case "child" -> child(handle, given, handles);
            default -> new Said.Unknown();
        };
    }

    private static Said refer(Optional<String> handle, String given) {
        var partner = word(given);
        return new Said.Refer(handle, partner, Marks.trimmed(given.substring(partner.length())));
    }

    /// An alias, `me`, or an alias and `off`.
    private static Said not(Optional<String> handle, String given) {
        int gap = given.lastIndexOf(' ');
        boolean off = gap > 0 && plain(given.substring(gap + 1)).equals("off");
        var alias = off ? Marks.trimmed(given.substring(0, gap)) : given;
        return plain(alias).equals("me") && !off ? new Said.NotMe(handle) : new Said.Not(handle, alias, off);
    }

    /// `#child on`, or `#child off reason`, the handle before or behind `on` and `off`; anything else is a wrong
    /// use: off without a reason.
    private static Said child(Optional<String> handle, String given, Set<String> handles) {
        var off = word(given);
        if (plain(off).equals("on")) {
            var rest = Marks.trimmed(given.substring(off.length()));
            return new Said.ChildOn(handle.or(() -> Handle.at(rest, handles).map(Handle::name)));
        }
        if (!plain(off).equals("off")) {
            return new Said.ChildOff(handle, "");
        }
        var reason = Marks.trimmed(given.substring(off.length()));
        var behind = handle.isPresent() ? Optional.<Handle>empty() : Handle.at(reason, handles);
        return new Said.ChildOff(
                handle.or(() -> behind.map(Handle::name)),
                behind.map(Handle::rest).orElse(reason));
    }

    /// The first word, as typed.
    private static String word(String text) {
        int end = 0;
        while (end < text.length() && !Marks.empty(text.codePointAt(end)) && ":：,".indexOf(text.charAt(end)) < 0) {
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end);
    }

    private static String plain(String word) {
        return word.length() > WORD
                ? ""
                : Marks.plain(Folding.accentFree(Folding.normalise(word, WORD))).replaceAll("[^a-z0-9]+$", "");
    }
}
