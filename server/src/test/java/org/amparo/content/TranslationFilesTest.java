package org.amparo.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranslationFilesTest {
    private static final ContentFiles PACKED = ContentFiles.packed();
    private static final String SPANISH = "translations/es.xlf";

    static Stream<String> languages() {
        return PACKED.under("translations/").stream().map(SourceFile::stem);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void each_file_keeps_to_the_schema_of_xliff_2(String language) throws Exception {
        validate(text(PACKED, "translations/" + language + ".xlf"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void writing_a_file_anew_loses_nothing_and_is_stable(String language) {
        var path = "translations/" + language + ".xlf";
        var written = export(PACKED, language, "{}");
        assertEquals(
                patterns(TranslationFiles.read(PACKED.file(path).orElseThrow(), new ArrayList<>())),
                patterns(TranslationFiles.read(new SourceFile(path, written), new ArrayList<>())));
        var texts = PACKED.texts();
        texts.put(path, written);
        assertEquals(written, export(ContentFiles.of(texts), language, "{}"));
    }

    private static String patterns(SortedMap<String, SourceText> texts) {
        return texts.values().stream()
                .map(text -> text.id() + " " + text.state() + " " + text.translated() + " = " + text.pattern() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void a_new_language_is_all_empty_units_and_keeps_to_the_schema() throws Exception {
        var file = export(PACKED, "sw", "{}");
        validate(file);
        assertFalse(file.contains("<target"));
        assertTrue(file.contains("{emergencyNumber}: police/ambulance"));
    }

    @Test
    void drafts_get_their_mark_and_never_replace_a_reviewed_text() {
        var texts = reread(export(
                SmallContent.files(), "es", "{\"sys.welcome\": \"Somos {serviceName}.\", \"sys.closed\": \"Chao.\"}"));
        assertEquals("Somos {serviceName}.", text(texts, "sys.welcome").pattern());
        assertEquals(ReviewState.MACHINE_DRAFT, text(texts, "sys.welcome").state());
        assertEquals("Adiós.", text(texts, "sys.closed").pattern());
        assertEquals(ReviewState.REVIEWED, text(texts, "sys.closed").state());
        assertEquals("Ana, 2026-11-22", text(texts, "sys.closed").reviewers());
    }

    @Test
    void a_translation_keeps_the_english_it_was_made_from() {
        var changed = SmallContent.with("content/phrases.yml", text -> text.replace("Good bye.", "Farewell to you."));
        assertEquals(
                "Good bye.",
                text(reread(export(changed, "es", "{}")), "sys.closed").translated());
    }

    @Test
    void a_text_that_is_gone_goes_out() {
        var without = SmallContent.with("content/phrases.yml", text -> text.replace("sys.closed", "sys.ended"));
        assertFalse(export(without, "es", "{}").contains("sys.closed"));
    }

    @Test
    void line_breaks_and_signs_survive() {
        var file = SmallContent.with(SPANISH, text -> text.replace("Adiós.", "Adiós:\n1 &lt;sí&gt; &amp;\n2 «no»"));
        var read = reread(export(file, "es", "{}"));
        assertEquals("Adiós:\n1 <sí> &\n2 «no»", text(read, "sys.closed").pattern());
    }

    private static String export(ContentFiles files, String language, String drafts) {
        return TranslationExport.export(files, language, drafts, new ArrayList<>());
    }

    private static SortedMap<String, SourceText> reread(String file) {
        return TranslationFiles.read(new SourceFile(SPANISH, file), new ArrayList<>());
    }

    private static SourceText text(SortedMap<String, SourceText> texts, String id) {
        return Objects.requireNonNull(texts.get(id), id);
    }

    private static String text(ContentFiles files, String path) {
        return files.file(path).orElseThrow().text();
    }

    private static void validate(String file) throws Exception {
        schema().newValidator().validate(new StreamSource(new StringReader(file)));
    }

    private static Schema schema() throws Exception {
        var core = Objects.requireNonNull(TranslationFilesTest.class.getResource("/xliff/xliff_core_2.0.xsd"));
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        return factory.newSchema(core);
    }
}
