package org.amparo.retention;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amparo.platform.RetentionClass;
import org.amparo.platform.RetentionStep;
import org.amparo.platform.StoredCopy;

/// Writes the data sheet for whoever answers for data protection, from what the rooms declare.
final class DataSheet {
    private static final String HEAD = """
            # Data sheet: what is kept, why, for how long, who sees it

            For the director and the data officer. This page is written from the program's own declarations; a test fails when
            it differs from them, and another when the database holds a table or a column that is not declared here.

            ## What to know first

            - Who only asks for information leaves nothing behind after 24 hours but anonymous counts. Their words are not kept
              at all.
            - Numbers and words are sealed: each contact and each conversation has a key of its own. When something goes, its
              key is destroyed in the same moment, and what it sealed cannot be read any more, in backups either.
            - Things are removed each hour. What is kept *at most* a time is gone before that time is over; what is kept *for* a
              time is gone at most an hour after it. Each run is written down with counts, and a run that fails is told.
            - FORGET removes everything of a person within a minute, whatever the times below say, and a legal hold too. What
              stays is a code of the number when the person also wrote STOP, or when the staff file names it as somebody a
              responder must not talk with, and counts.
            - A legal hold (two people, a reason, an end date) keeps one conversation longer. Nothing else does.
            - Times can be made shorter by settings, never longer.

            """;

    private static final String TAIL = """
            ## Copies outside the database

            | Where | What | For how long |
            |---|---|---|
            """;

    private DataSheet() {}

    static String of(Collection<RetentionStep> steps) {
        Map<RetentionClass, Set<String>> what = new TreeMap<>();
        Map<RetentionClass, Set<String>> tables = new TreeMap<>();
        for (var step :
                steps.stream().sorted((a, b) -> name(a).compareTo(name(b))).toList()) {
            for (var table : step.stores()) {
                for (var kept : table.kept()) {
                    what.computeIfAbsent(kept.time(), _ -> new LinkedHashSet<>())
                            .add(kept.what());
                    tables.computeIfAbsent(kept.time(), _ -> new LinkedHashSet<>())
                            .add(table.name());
                }
            }
        }
        var sheet = new StringBuilder(HEAD).append("## In the database\n\n");
        what.forEach((kept, things) -> sheet.append("""
                ### %s

                | | |
                |---|---|
                | What | %s |
                | Why | %s |
                | Ground | %s |
                | How long | %s |
                | Who sees it | %s |
                | Where | %s |

                """.formatted(
                        title(kept),
                        String.join("; ", things),
                        kept.why(),
                        kept.ground(),
                        howLong(kept),
                        kept.seenBy(),
                        String.join(
                                ", ",
                                tables.getOrDefault(kept, Set.of()).stream()
                                        .map(table -> "`" + table + "`")
                                        .toList()))));
        sheet.append(TAIL);
        steps.stream()
                .sorted((a, b) -> name(a).compareTo(name(b)))
                .flatMap(step -> step.copies().stream())
                .forEach(
                        copy -> sheet.append("| %s | %s | %s |\n".formatted(copy.place(), copy.what(), howLong(copy))));
        return sheet.toString();
    }

    private static String howLong(StoredCopy copy) {
        return copy.time().map(kept -> copy.ends() + ", " + atMost(kept)).orElse(copy.ends());
    }

    private static String atMost(RetentionClass kept) {
        return "at most " + words(kept.bounds().orElseThrow().usual());
    }

    private static String name(RetentionStep step) {
        return step.getClass().getName();
    }

    private static String title(RetentionClass kept) {
        var words = kept.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String howLong(RetentionClass kept) {
        return kept.bounds()
                .map(bounds -> (kept.promise() == RetentionClass.Promise.AT_MOST ? "at most " : "for ")
                        + words(bounds.usual()) + " " + kept.ends())
                .orElse(kept.ends());
    }

    private static String words(Duration time) {
        long hours = time.toHours();
        if (hours == Duration.ofDays(365).toHours()) {
            return "12 months";
        }
        return hours % 24 == 0 && hours > 72 ? hours / 24 + " days" : hours + " hours";
    }
}
