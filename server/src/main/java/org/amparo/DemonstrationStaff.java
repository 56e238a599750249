package org.amparo;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.amparo.lines.Lines;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.amparo.rota.Schedules;

/// The fictional responders of a demonstration, with their rota and the practice phones: made once, on its first
/// start; a demonstration from before there was practice gets the phones alone. Their numbers count as verified,
/// since nobody could answer a code. They cannot exist in a live database (`rulings.md` 2).
final class DemonstrationStaff {
    private static final String FILE = "/demo/staff.yml";

    private DemonstrationStaff() {}

    static void make(ApplicationContext context, Instant now) {
        context.getBean(Lines.class)
                .named("demo")
                .ifPresent(line -> make(context, context.getBean(Responders.class), line.id(), now));
    }

    private static void make(ApplicationContext context, Responders responders, UUID line, Instant now) {
        var file = YamlMap.read("demo/staff.yml", text());
        var all = StaffFile.read(file);
        if (responders.of(line).isEmpty()) {
            context.getBean(Staff.class).apply(all, true, now);
            context.getBean(Schedules.class).apply(file, now);
        } else if (!responders.practicePhones(line)) {
            var phones = all.people().stream()
                    .filter(one -> !one.practises().isEmpty())
                    .toList();
            context.getBean(Staff.class).apply(new StaffFile(phones), true, now);
        }
    }

    private static String text() {
        try (var in = Objects.requireNonNull(DemonstrationStaff.class.getResourceAsStream(FILE), "packed")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
