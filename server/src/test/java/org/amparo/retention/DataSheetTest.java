package org.amparo.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amparo.harness.TestLine;
import org.amparo.platform.RetentionStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The data sheet says what the program does. The sheet as it should be lies in `target/data-sheet.md` after each
/// run: copy it over the old one when the change is meant.
class DataSheetTest {
    @RegisterExtension
    static final TestLine line = TestLine.open();

    @Test
    void the_data_sheet_is_what_the_rooms_declare() throws IOException {
        var sheet = DataSheet.of(line.node().program().context().getBeansOfType(RetentionStep.class));
        Files.writeString(Path.of("target", "data-sheet.md"), sheet);
        assertEquals(
                Files.readString(Path.of("docs", "data-sheet.md")),
                sheet,
                "server/docs/data-sheet.md is old: copy server/target/data-sheet.md over it");
    }
}
