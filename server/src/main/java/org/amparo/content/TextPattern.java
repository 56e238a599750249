package org.amparo.content;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;

/// A text taken apart as far as counting its length needs: words, `{arguments}`, and the branches of a plural.
///
/// Not a judge of the syntax: that is ICU's, in room `language`. What does not parse counts as plain words.
final class TextPattern {
    private sealed interface Piece {
        record Words(String text) implements Piece {}

        record Argument(String name) implements Piece {}

        record Choice(String name, List<TextPattern> branches) implements Piece {}

        /// `#` inside a plural: the number counted.
        record Counted(String name) implements Piece {}
    }

    private final List<Piece> pieces;

    private TextPattern(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    static TextPattern parse(String text) {
        return new Parser(text).pieces("", true);
    }

    /// Names of the arguments, in the order in which they come.
    SequencedSet<String> arguments() {
        var names = new LinkedHashSet<String>();
        collect(names);
        return names;
    }

    private void collect(SequencedSet<String> into) {
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Words words -> {}
                case Piece.Argument argument -> into.add(argument.name());
                case Piece.Counted counted -> into.add(counted.name());
                case Piece.Choice choice -> {
                    into.add(choice.name());
                    choice.branches().forEach(branch -> branch.collect(into));
                }
            }
        }
    }

    /// Every form the text can take when each argument stands for the given value: one for each branch of a plural.
    List<String> renderings(UnaryOperator<String> values) {
        List<String> forms = List.of("");
        for (var piece : pieces) {
            var next = switch (piece) {
                case Piece.Words words -> List.of(words.text());
                case Piece.Argument argument -> List.of(values.apply(argument.name()));
                case Piece.Counted counted -> List.of(values.apply(counted.name()));
                case Piece.Choice choice ->
                    choice.branches().stream()
                            .flatMap(branch -> branch.renderings(values).stream())
                            .toList();
            };
            forms = forms.stream()
                    .flatMap(form -> next.stream().map(form::concat))
                    .toList();
        }
        return forms;
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        /// Up to the closing brace of the branch we are in, or the end at the top level.
        TextPattern pieces(String counted, boolean top) {
            var pieces = new ArrayList<Piece>();
            var words = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '}' && !top) {
                    break;
                }
                at++;
                if (c == '{') {
                    flush(words, pieces);
                    pieces.add(argument());
                } else if (c == '#' && !counted.isEmpty()) {
                    flush(words, pieces);
                    pieces.add(new Piece.Counted(counted));
                } else if (c == '\'' && at < text.length() && text.charAt(at) == '\'') {
                    words.append('\'');
                    at++;
                } else {
                    words.append(c);
                }
            }
            flush(words, pieces);
            return new TextPattern(pieces);
        }

        private static void flush(StringBuilder words, List<Piece> pieces) {
            if (!words.isEmpty()) {
                pieces.add(new Piece.Words(words.toString()));
                words.setLength(0);
            }
        }

        private Piece argument() {
            int end = at;
            while (end < text.length() && text.charAt(end) != '}' && text.charAt(end) != ',') {
                end++;
            }
            var name = text.substring(at, end).strip();
            at = end;
            if (end < text.length() && text.charAt(end) == '}') {
                at++;
                return new Piece.Argument(name);
            }
            var branches = branches(name);
            return branches.isEmpty() ? new Piece.Argument(name) : new Piece.Choice(name, branches);
        }

        private List<TextPattern> branches(String name) {
            var branches = new ArrayList<TextPattern>();
            while (at < text.length() && text.charAt(at) != '}') {
                if (text.charAt(at++) == '{') {
                    branches.add(pieces(name, false));
                    at++;
                }
            }
            at++;
            return branches;
        }
    }
}
