package org.amparo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A text as people write them, out of the tables the reader is tested with.
///
/// @param locale the language it is in
/// @param expected what it means, such as `topic:documents`, `danger`, `command:HUMAN`
record RealText(String locale, String body, String expected) {

    boolean danger() {
        return expected.startsWith("danger");
    }

    /// All tables of a folder, in the order of their names.
    ///
    /// @throws IOException with a line to be shown when there is none
    static List<RealText> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("no tables of texts in " + folder + ": name their folder with --texts");
        }
        var texts = new ArrayList<RealText>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                var locale = file.getFileName().toString().replace(".csv", "");
                Files.readAllLines(file).stream()
                        .skip(1)
                        .map(RealText::cells)
                        .forEach(row -> texts.add(new RealText(locale, row.getFirst(), row.getLast())));
            }
        }
        if (texts.stream().noneMatch(RealText::danger) || texts.stream().allMatch(RealText::danger)) {
            throw new IOException("the tables of texts in " + folder + " need some of danger and some of none");
        }
        return texts;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                // inside quotes two of them stand for one
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
