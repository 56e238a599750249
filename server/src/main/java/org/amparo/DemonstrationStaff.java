package org.amparo;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.amparo.lines.Lines;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.amparo.rota.Schedules;

/// The fictional responders of a demonstration, with their rota: made once, on its first start. Their numbers
/// count as verified, since nobody could answer a code. They cannot exist in a live database (`rulings.md` 2).
final class DemonstrationStaff {
    private static final String FILE = "/demo/staff.yml";

    private DemonstrationStaff() {}

    static void make(ApplicationContext context, Instant now) {
        var line = context.getBean(Lines.class).named("demo");
        if (line.isEmpty()
                || !context.getBean(Responders.class).of(line.get().id()).isEmpty()) {
            return;
        }
        var file = YamlMap.read("demo/staff.yml", text());
        context.getBean(Staff.class).apply(StaffFile.read(file), true, now);
        context.getBean(Schedules.class).apply(file, now);
    }

    private static String text() {
        try (var in = Objects.requireNonNull(DemonstrationStaff.class.getResourceAsStream(FILE), "packed")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
