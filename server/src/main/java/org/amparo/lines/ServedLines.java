package org.amparo.lines;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.amparo.content.ContentFiles;
import org.amparo.numbers.Address;
import org.amparo.numbers.PhoneNumber;
import org.amparo.platform.Ids;
import org.amparo.platform.StartRefused;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Reads the lines' files at the start, keeps those `AMPARO_LINES` names, and gives each its row.
@Singleton
final class ServedLines implements Lines {
    private final List<Line> lines;

    @Inject
    ServedLines(
            Jdbi jdbi,
            InstantSource time,
            @Property(name = "amparo.lines", defaultValue = "") String selection,
            @Property(name = "amparo.demo", defaultValue = "false") boolean demo,
            @Nullable @Property(name = "amparo.content") String content) {
        var files = ContentFiles.packedOr(content == null ? null : Path.of(content), null);
        this.lines = served(files, selection, demo, (file, number) -> line(jdbi, file, number, time.instant()));
    }

    private ServedLines(List<Line> lines) {
        this.lines = lines;
    }

    /// The lines of the files without a database, for commands: their ids are made from their names.
    static ServedLines withoutDatabase(ContentFiles files, String selection, boolean demo) {
        return new ServedLines(served(
                files,
                selection,
                demo,
                (file, number) -> line(file, number, UUID.nameUUIDFromBytes(bytes(file.name())), new UUID(0, 0))));
    }

    private static List<Line> served(
            ContentFiles files,
            String selection,
            boolean demo,
            BiFunction<LineFile, Optional<PhoneNumber>, Line> making) {
        var known = new LinkedHashMap<String, LineFile>();
        files.texts("content/lines/").forEach((path, text) -> {
            var file = LineFile.read(path, text);
            known.put(file.name(), file);
        });
        var served = new ArrayList<Line>();
        select(selection, known, demo).forEach((name, number) -> {
            var file = known.get(name);
            if (file != null) {
                served.add(making.apply(file, number));
            }
        });
        if (served.isEmpty()) {
            throw new StartRefused("there is no line to serve: put one into content/lines/, or set AMPARO_LINES");
        }
        return List.copyOf(served);
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Line> all() {
        return lines;
    }

    @Override
    public Optional<Line> by(Address ours) {
        return lines.stream()
                .filter(line -> line.whatsapp().filter(ours::equals).isPresent()
                        || ours.number().filter(line.number()::equals).isPresent())
                .findFirst();
    }

    @Override
    public Optional<Line> byMessagingService(String id) {
        return lines.stream()
                .filter(line -> line.messagingService().filter(id::equals).isPresent())
                .findFirst();
    }

    @Override
    public Optional<Line> named(String name) {
        return lines.stream().filter(line -> line.name().equals(name)).findFirst();
    }

    /// Names to numbers, in the order asked for: `name`, `name=+447…`, or in a demonstration a bare number, which
    /// takes the demonstration line's settings.
    ///
    /// @throws StartRefused for a line named twice too: texts to the number that came first would be answered by
    ///     nobody
    static Map<String, Optional<PhoneNumber>> select(String selection, Map<String, LineFile> known, boolean demo) {
        var selected = new LinkedHashMap<String, Optional<PhoneNumber>>();
        if (selection.isBlank()) {
            known.keySet().stream()
                    .filter(name -> demo || !name.equals("demo"))
                    .forEach(name -> selected.put(name, Optional.empty()));
            return selected;
        }
        for (var entry : selection.split(",", -1)) {
            var text = entry.strip();
            var parts = text.split("=", 2);
            boolean bare = text.startsWith("+");
            var name = bare ? "demo" : parts[0].strip();
            if (bare && !demo) {
                throw new StartRefused("AMPARO_LINES holds a bare number in a live start: write name="
                        + "+…, with the name of a file in content/lines/");
            }
            if (!known.containsKey(name)) {
                throw new StartRefused("AMPARO_LINES names no line of content/lines/: '" + (bare ? "demo" : name)
                        + "'; there is " + String.join(", ", known.keySet()));
            }
            var number = bare
                    ? Optional.of(number(text))
                    : parts.length > 1 ? Optional.of(number(parts[1].strip())) : Optional.<PhoneNumber>empty();
            if (selected.put(name, number) != null) {
                throw new StartRefused("AMPARO_LINES names the line '" + name
                        + "' twice: one number a line; describe another line in a file of its own in content/lines/");
            }
        }
        return selected;
    }

    private static PhoneNumber number(String text) {
        try {
            return new PhoneNumber(text);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    "AMPARO_LINES holds something that is no E.164 number: write it as name=+447700900000", e);
        }
    }

    private static Line line(Jdbi jdbi, LineFile file, Optional<PhoneNumber> number, Instant now) {
        var organisation = row(jdbi, "organisation", file.organisation(), null, now);
        return line(file, number, row(jdbi, "line", file.name(), organisation, now), organisation);
    }

    private static Line line(LineFile file, Optional<PhoneNumber> number, UUID id, UUID organisation) {
        return new Line(
                id,
                organisation,
                file.name(),
                number.orElseGet(file::number),
                file.whatsapp(),
                file.messagingService(),
                file.country(),
                file.zone(),
                file.hours(),
                file.languages(),
                file.cover(),
                file.silentWord(),
                file.market("stopNamed"),
                file.market("accentFree"),
                file.notServed(),
                file.emergencyNumbers(),
                file.partners(organisation));
    }

    private static UUID row(Jdbi jdbi, String table, String name, @Nullable UUID organisation, Instant now) {
        var insert = organisation == null
                ? "INSERT INTO organisation (id, name, created_at) VALUES (:id, :name, :now) ON CONFLICT DO NOTHING"
                : """
                INSERT INTO line (id, organisation_id, name, created_at) VALUES (:id, :organisation, :name, :now)
                ON CONFLICT DO NOTHING
                """;
        var select = organisation == null
                ? "SELECT id FROM organisation WHERE name = :name"
                : "SELECT id FROM line WHERE organisation_id = :organisation AND name = :name";
        return jdbi.withHandle(handle -> {
            var update = handle.createUpdate(insert)
                    .bind("id", Ids.next(now))
                    .bind("name", name)
                    .bind("now", now);
            var query = handle.createQuery(select).bind("name", name);
            if (organisation != null) {
                update.bind("organisation", organisation);
                query.bind("organisation", organisation);
            }
            update.execute();
            return query.mapTo(UUID.class)
                    .findOne()
                    .orElseThrow(() -> new IllegalStateException("no " + table + " row"));
        });
    }
}
