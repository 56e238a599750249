package org.amparo.content;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.sf.okapi.lib.xliff2.XLIFFException;
import net.sf.okapi.lib.xliff2.core.MidFileData;
import net.sf.okapi.lib.xliff2.core.Note;
import net.sf.okapi.lib.xliff2.core.Segment;
import net.sf.okapi.lib.xliff2.core.StartFileData;
import net.sf.okapi.lib.xliff2.core.StartXliffData;
import net.sf.okapi.lib.xliff2.core.TargetState;
import net.sf.okapi.lib.xliff2.core.Unit;
import net.sf.okapi.lib.xliff2.document.XLIFFDocument;
import net.sf.okapi.lib.xliff2.reader.XLIFFReader;
import net.sf.okapi.lib.xliff2.writer.XLIFFWriter;
import org.jspecify.annotations.Nullable;

/// Translations as XLIFF 2.0, one file a language, one unit a text (`translations/README.md`).
final class TranslationFiles {
    /// The mark of a target no native reviewer has approved.
    static final String DRAFT = "amparo:machine-draft";

    private static final String REVIEWER = "reviewer";
    private static final String OVERRIDE = "override";
    private static final String LANGUAGE = "language";
    private static final Pattern UNIT = Pattern.compile("<unit\\b[^>]*\\bid=\"([^\"]+)\"");

    private TranslationFiles() {}

    /// The texts of a file by id. Units without a target are left out; a file that is no XLIFF is a finding.
    static SortedMap<String, SourceText> read(SourceFile file, List<Finding> findings) {
        var texts = new TreeMap<String, SourceText>();
        var document = new XLIFFDocument();
        try {
            document.load(file.text(), XLIFFReader.VALIDATION_MINIMAL);
        } catch (XLIFFException e) {
            findings.add(Finding.error(new Place(file.path(), 1), "xliff", "this is no XLIFF 2.0: " + e.getMessage()));
            return texts;
        }
        var language = document.getStartXliffData().getTargetLanguage();
        if (!file.stem().equals(language)) {
            findings.add(Finding.error(
                    new Place(file.path(), 1), "xliff", "the file's name and trgLang " + language + " differ"));
        }
        var lines = unitLines(file.text());
        for (var unit : document.getUnits()) {
            var place = new Place(file.path(), lines.getOrDefault(unit.getId(), 1));
            if (unit.getSegmentCount() != 1) {
                findings.add(Finding.error(place, "xliff", "one segment a unit: a text is translated as a whole"));
            } else if (unit.getSegment(0).hasTarget()) {
                text(unit, file.stem(), place, findings, texts);
            }
        }
        return texts;
    }

    private static void text(
            Unit unit, String locale, Place place, List<Finding> findings, Map<String, SourceText> into) {
        var segment = unit.getSegment(0);
        var target = segment.getTarget().getPlainText();
        if (target.isEmpty()) {
            return;
        }
        boolean draft = DRAFT.equals(segment.getSubState());
        boolean approved = segment.getState() == TargetState.REVIEWED || segment.getState() == TargetState.FINAL;
        if (!draft && !approved) {
            findings.add(Finding.error(
                    place, "draft", "neither reviewed nor marked as a draft: add subState=\"" + DRAFT + "\""));
        }
        if (draft && approved) {
            findings.add(Finding.error(place, "draft", "reviewed, and still marked as a draft: take one away"));
        }
        var reviewers = note(unit, REVIEWER);
        into.put(
                unit.getId(),
                new SourceText(
                        unit.getId(),
                        locale,
                        target,
                        approved && !draft ? ReviewState.REVIEWED : ReviewState.MACHINE_DRAFT,
                        segment.getSource().getPlainText(),
                        reviewers == null ? "" : reviewers,
                        note(unit, OVERRIDE),
                        place));
    }

    private static @Nullable String note(Unit unit, String category) {
        for (var note : unit.getNotes()) {
            if (category.equals(note.getCategory())) {
                return note.getText();
            }
        }
        return null;
    }

    private static Map<String, Integer> unitLines(String text) {
        var lines = new HashMap<String, Integer>();
        int line = 1;
        for (var row : text.split("\n", -1)) {
            var unit = UNIT.matcher(row);
            if (unit.find()) {
                lines.putIfAbsent(unit.group(1), line);
            }
            line++;
        }
        return lines;
    }

    /// The file of a language: every text translators see, with what exists of it.
    ///
    /// @param note for whoever works on the language: register, what to check; may be empty
    /// @param known translations there are, by id; one made from another English keeps the English it was made from
    static String write(ContentSet content, String locale, String note, Map<String, SourceText> known) {
        var out = new StringWriter();
        try (var writer = new XLIFFWriter()) {
            writer.create(out, SourceText.ENGLISH, locale);
            writer.setLineBreak("\n");
            writer.setUseIndentation(true);
            writer.writeStartDocument(start(locale), null);
            writer.writeStartFile(new StartFileData("texts"));
            writer.writeMidFile(about(note));
            var english = content.texts().getOrDefault(SourceText.ENGLISH, new TreeMap<>());
            for (var facts : content.facts().values()) {
                var source = english.get(facts.id());
                if (source != null && translated(facts.id())) {
                    writer.writeUnit(unit(content, facts, source, known.get(facts.id())));
                }
            }
            writer.writeEndFile();
            writer.writeEndDocument();
        }
        return out.toString();
    }

    /// Texts to responders are English until somebody translates them; a line of numbers needs no words.
    static boolean translated(String id) {
        return !id.startsWith("sys.crisis-line") && !id.equals("sys.lang-hint-two");
    }

    private static StartXliffData start(String locale) {
        var start = new StartXliffData("2.0");
        start.setSourceLanguage(SourceText.ENGLISH);
        start.setTargetLanguage(locale);
        return start;
    }

    private static Unit unit(ContentSet content, TextFacts facts, SourceText source, @Nullable SourceText known) {
        var unit = new Unit(facts.id());
        TranslatorNotes.of(content, facts, source).forEach((category, text) -> unit.addNote(note(category, text)));
        if (known != null && !known.reviewers().isEmpty()) {
            unit.addNote(note(REVIEWER, known.reviewers()));
        }
        if (known != null && known.override() != null) {
            unit.addNote(note(OVERRIDE, known.override()));
        }
        var segment = unit.appendSegment();
        segment.setPreserveWS(true);
        segment.setCanResegment(false);
        var from = known == null || known.translated() == null ? source.pattern() : known.translated();
        segment.setSource(from);
        if (known != null) {
            target(segment, known);
        }
        return unit;
    }

    private static void target(Segment segment, SourceText known) {
        segment.setTarget(known.pattern());
        if (known.state() == ReviewState.REVIEWED) {
            segment.setState(TargetState.REVIEWED);
        } else {
            segment.setState(TargetState.TRANSLATED);
            segment.setSubState(DRAFT);
        }
    }

    private static MidFileData about(String note) {
        var about = new MidFileData();
        if (!note.isEmpty()) {
            about.addNote(note(LANGUAGE, note));
        }
        return about;
    }

    /// The note about the language at the head of a file; empty when there is none.
    static String languageNote(SourceFile file) {
        var document = new XLIFFDocument();
        document.load(file.text(), XLIFFReader.VALIDATION_MINIMAL);
        for (var id : document.getFileNodeIds()) {
            var about = document.getFileNode(id).getMidData();
            if (about != null) {
                for (var note : about.getNotes()) {
                    if (LANGUAGE.equals(note.getCategory())) {
                        return note.getText();
                    }
                }
            }
        }
        return "";
    }

    private static Note note(String category, String text) {
        var note = new Note(text);
        note.setCategory(category);
        return note;
    }
}
