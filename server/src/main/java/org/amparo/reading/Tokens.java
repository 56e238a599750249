package org.amparo.reading;

import java.util.ArrayList;
import java.util.List;
import org.amparo.language.Digits;
import org.amparo.language.Folding;
import org.amparo.language.Script;

/// A normalised text cut into words, numbers and runs of a writing without spaces, in order. Punctuation is gone
/// but for the breaks it makes.
final class Tokens {
    enum Kind {
        WORD,
        /// Decimal digits of any script, as 0-9.
        DIGITS,
        /// Letters of a script that does not part words; several in a row with spaces between are one.
        RUN
    }

    /// @param exact the word as normalised
    /// @param folded without Latin accents, apostrophes and hyphens
    /// @param afterBreak punctuation or a line end stands before it
    record Token(Kind kind, Script script, String exact, String folded, boolean afterBreak) {
        boolean accented() {
            return !exact.equals(folded);
        }
    }

    private static final String DANGER_SIGNS =
            "\uD83C\uDD98\uD83D\uDC6E\uD83D\uDE93\uD83D\uDE94\uD83D\uDEA8\uD83D\uDE91";
    private static final int THUMBS_UP = 0x1F44D;

    private final List<Token> tokens = new ArrayList<>();
    private boolean dangerSign;
    private boolean thumbsUp;
    private boolean onlyQuestionMarks;
    private boolean asks;

    private final StringBuilder open = new StringBuilder();
    private Kind openKind = Kind.WORD;
    private Script openScript = Script.NONE;
    private boolean broken;
    private boolean joins;

    private Tokens() {}

    static Tokens of(String normalised) {
        var tokens = new Tokens();
        tokens.cut(normalised);
        return tokens;
    }

    /// A text that is one word.
    static Tokens joined(Token first, String exact, String folded) {
        var tokens = new Tokens();
        tokens.tokens.add(new Token(Kind.WORD, first.script(), exact, folded, false));
        return tokens;
    }

    int size() {
        return tokens.size();
    }

    Token get(int index) {
        return tokens.get(index);
    }

    List<Token> all() {
        return tokens;
    }

    /// An emoji that cries for help: SOS, police, ambulance.
    boolean hasDangerSign() {
        return dangerSign;
    }

    boolean isThumbsUp() {
        return thumbsUp && tokens.isEmpty();
    }

    /// "?" in any script, once or more, and nothing else.
    boolean isQuestionMark() {
        return onlyQuestionMarks;
    }

    /// A question mark stands somewhere in it.
    boolean asks() {
        return asks;
    }

    private void cut(String text) {
        boolean question = false;
        boolean other = false;
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            int digit = Digits.valueOf(codePoint);
            if (digit >= 0) {
                digit((char) ('0' + digit));
            } else if (isWordPart(codePoint)) {
                letter(codePoint);
            } else if (codePoint == '\'' && openKind == Kind.WORD && !open.isEmpty() && letterFollows(text, i + 1)) {
                open.append('\'');
            } else {
                close();
                mark(codePoint);
            }
            question |= codePoint == '?' || codePoint == '؟' || codePoint == '፧';
            other |= codePoint != ' ' && codePoint != '?' && codePoint != '؟' && codePoint != '፧';
        }
        close();
        onlyQuestionMarks = question && !other;
        asks = question;
    }

    private static boolean isWordPart(int codePoint) {
        if (codePoint < 0x80) {
            return (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z');
        }
        return Script.of(codePoint) != Script.NONE || Character.isLetter(codePoint) || isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean letterFollows(String text, int at) {
        return at < text.length() && isWordPart(text.codePointAt(at));
    }

    /// A digit goes on a Latin word ("sa3eduni") and on a number; else it begins a number.
    private void digit(char digit) {
        boolean goesOn = openKind == Kind.DIGITS || (openKind == Kind.WORD && openScript == Script.LATIN);
        if (open.isEmpty() || !goesOn) {
            close();
            openKind = Kind.DIGITS;
            openScript = Script.NONE;
        }
        open.append(digit);
    }

    private void letter(int codePoint) {
        var script = Script.of(codePoint);
        var kind = script.unspaced() ? Kind.RUN : Kind.WORD;
        if (!open.isEmpty() && !(isMark(codePoint) && openKind != Kind.DIGITS)) {
            if (openKind == Kind.DIGITS && script == Script.LATIN) {
                openKind = Kind.WORD;
                openScript = Script.LATIN;
            } else if (kind != openKind || (kind == Kind.RUN && script != openScript)) {
                close();
            }
        }
        if (open.isEmpty()) {
            openKind = kind;
            openScript = script;
        }
        open.appendCodePoint(codePoint);
    }

    private void mark(int codePoint) {
        if (codePoint == ' ' || codePoint == '-') {
            return;
        }
        joins = false;
        if (codePoint == THUMBS_UP) {
            thumbsUp = true;
        } else if (codePoint > 0xFFFF && DANGER_SIGNS.indexOf(codePoint) >= 0) {
            dangerSign = true;
        }
        broken = true;
    }

    private void close() {
        if (open.isEmpty()) {
            return;
        }
        var exact = open.toString();
        open.setLength(0);
        if (openKind == Kind.RUN && joins && !broken && tokens.getLast().script() == openScript) {
            var before = tokens.removeLast();
            var joined = before.exact() + exact;
            tokens.add(new Token(Kind.RUN, openScript, joined, joined, before.afterBreak()));
            return;
        }
        var folded = openKind == Kind.WORD ? Folding.accentFree(exact) : exact;
        tokens.add(new Token(openKind, openScript, exact, folded, broken));
        joins = openKind == Kind.RUN;
        broken = false;
    }
}
