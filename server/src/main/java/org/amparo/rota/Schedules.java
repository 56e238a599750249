package org.amparo.rota;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.Ids;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Responder;
import org.amparo.responders.Responders;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Keeps the schedules. Works inside the caller's transaction; safe for many threads.
@Singleton
public final class Schedules {
    private final Jdbi jdbi;
    private final Lines lines;
    private final Responders responders;

    Schedules(Jdbi jdbi, Lines lines, Responders responders) {
        this.jdbi = jdbi;
        this.lines = lines;
        this.responders = responders;
    }

    /// For a command, beside the running program.
    public static Schedules of(Jdbi jdbi, Lines lines) {
        return new Schedules(jdbi, lines, Responders.of(jdbi));
    }

    /// The schedules of a line, as far as they matter from an instant on: overrides that ended before are left out.
    public List<Rota> of(UUID line, Instant from) {
        return jdbi.inTransaction(handle -> handle
                .createQuery("SELECT * FROM schedule WHERE line_id = :line ORDER BY name")
                .bind("line", line)
                .map((row, _) -> schedule(handle, row, from))
                .list()
                .stream()
                .map(Rota::new)
                .toList());
    }

    /// Puts the schedules of a staff file in the place of those of the same names; their overrides stay.
    ///
    /// @return how many
    public int apply(YamlMap file, Instant now) {
        var read = ScheduleFile.read(file, lines::named, this::person);
        jdbi.useTransaction(handle -> read.forEach(schedule -> save(handle, schedule, now)));
        return read.size();
    }

    /// Adds, removes or replaces somebody for a time.
    public void override(UUID schedule, UUID organisation, DutyOverride made, Instant now) {
        var kind = switch (made) {
            case DutyOverride.Add _ -> "add";
            case DutyOverride.Remove _ -> "remove";
            case DutyOverride.Replace _ -> "replace";
        };
        jdbi.useHandle(handle -> handle.createUpdate("""
            INSERT INTO duty_override (id, schedule_id, organisation_id, kind, responder_id, by_id, rank, from_at,
                                       until_at, created_at)
            VALUES (:id, :schedule, :organisation, :kind, :person, CAST(:by AS uuid), :rank, :from, :until, :now)
            """)
                .bind("id", made.id())
                .bind("schedule", schedule)
                .bind("organisation", organisation)
                .bind("kind", kind)
                .bind("person", made.person())
                .bind("by", made instanceof DutyOverride.Replace replace ? replace.by() : null)
                .bind("rank", made instanceof DutyOverride.Add add ? word(add.rank()) : null)
                .bind("from", made.from())
                .bind("until", made.until())
                .bind("now", now)
                .execute());
    }

    /// Of the organisation whose line it is: another one may have somebody of that alias.
    private Optional<UUID> person(Line of, String alias) {
        return lines.all().stream()
                .filter(line -> line.organisationId().equals(of.organisationId()))
                .flatMap(line -> responders.of(line.id()).stream())
                .filter(one -> one.alias().equalsIgnoreCase(alias))
                .map(Responder::id)
                .findFirst();
    }

    private void save(Handle handle, Schedule schedule, Instant now) {
        var organisation = lines.all().stream()
                .filter(line -> line.id().equals(schedule.lineId()))
                .map(Line::organisationId)
                .findFirst()
                .orElseThrow();
        var id = handle.createQuery("""
                INSERT INTO schedule (id, organisation_id, line_id, name, cover, zone, created_at)
                VALUES (:id, :organisation, :line, :name, :cover, :zone, :now)
                ON CONFLICT ON CONSTRAINT schedule_name_once
                    DO UPDATE SET cover = EXCLUDED.cover, zone = EXCLUDED.zone
                RETURNING id
                """)
                .bind("id", Ids.next(now))
                .bind("organisation", organisation)
                .bind("line", schedule.lineId())
                .bind("name", schedule.name())
                .bind("cover", word(schedule.cover()))
                .bind("zone", schedule.zone().getId())
                .bind("now", now)
                .mapTo(UUID.class)
                .one();
        handle.createUpdate("DELETE FROM rotation WHERE schedule_id = :id")
                .bind("id", id)
                .execute();
        handle.createUpdate("DELETE FROM schedule_holiday WHERE schedule_id = :id AND NOT by_command")
                .bind("id", id)
                .execute();
        var byCommand = holidays(handle, id).stream().map(Holiday::date).toList();
        for (int i = 0; i < schedule.rotations().size(); i++) {
            save(handle, id, organisation, i, schedule.rotations().get(i), now);
        }
        int position = handle.createQuery(
                        "SELECT COALESCE(max(position), -1) + 1 FROM schedule_holiday WHERE schedule_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
        for (var holiday : schedule.holidays().stream()
                .filter(one -> !byCommand.contains(one.date()))
                .toList()) {
            List<Optional<Window>> windows = holiday.windows().isEmpty()
                    ? List.of(Optional.empty())
                    : holiday.windows().stream().map(Optional::of).toList();
            for (var window : windows) {
                handle.createUpdate("""
                        INSERT INTO schedule_holiday (schedule_id, position, organisation_id, day, from_time, until_time)
                        VALUES (:schedule, :position, :organisation, :day, :from, :until)
                        """)
                        .bind("schedule", id)
                        .bind("position", position++)
                        .bind("organisation", organisation)
                        .bind("day", holiday.date())
                        .bind("from", window.map(Window::from).orElse(null))
                        .bind("until", window.map(Window::until).orElse(null))
                        .execute();
            }
        }
    }

    private static void save(
            Handle handle, UUID schedule, UUID organisation, int position, Rotation rotation, Instant now) {
        var id = Ids.next(now);
        handle.createUpdate("""
                INSERT INTO rotation (id, schedule_id, organisation_id, position, rank, turn_unit, turn_length,
                                      starts_at, ends_at)
                VALUES (:id, :schedule, :organisation, :position, :rank, :unit, :length, :start, :end)
                """)
                .bind("id", id)
                .bind("schedule", schedule)
                .bind("organisation", organisation)
                .bind("position", position)
                .bind("rank", word(rotation.rank()))
                .bind("unit", rotation.turn().map(turn -> word(turn.unit())).orElse(null))
                .bind("length", rotation.turn().map(Rotation.Turn::length).orElse(null))
                .bind("start", rotation.start())
                .bind("end", rotation.end().orElse(null))
                .execute();
        for (int i = 0; i < rotation.people().size(); i++) {
            handle.createUpdate("""
                    INSERT INTO rotation_person (rotation_id, position, responder_id, organisation_id)
                    VALUES (:rotation, :position, :person, :organisation)
                    """)
                    .bind("rotation", id)
                    .bind("position", i)
                    .bind("person", rotation.people().get(i))
                    .bind("organisation", organisation)
                    .execute();
        }
        for (int i = 0; i < rotation.windows().size(); i++) {
            var window = rotation.windows().get(i);
            handle.createUpdate("""
                    INSERT INTO rotation_window (rotation_id, position, organisation_id, days, from_time, until_time)
                    VALUES (:rotation, :position, :organisation, CAST(:days AS integer[]), :from, :until)
                    """)
                    .bind("rotation", id)
                    .bind("position", i)
                    .bind("organisation", organisation)
                    .bind(
                            "days",
                            window.days().stream()
                                    .map(day -> String.valueOf(day.getValue()))
                                    .sorted()
                                    .collect(Collectors.joining(",", "{", "}")))
                    .bind("from", window.from())
                    .bind("until", window.until())
                    .execute();
        }
    }

    private static Schedule schedule(Handle handle, ResultSet row, Instant from) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Schedule(
                id,
                row.getObject("line_id", UUID.class),
                row.getString("name"),
                Cover.valueOf(upper(row.getString("cover"))),
                ZoneId.of(row.getString("zone")),
                handle.createQuery("SELECT * FROM rotation WHERE schedule_id = :id ORDER BY position")
                        .bind("id", id)
                        .map((one, _) -> rotation(handle, one))
                        .list(),
                holidays(handle, id),
                handle.createQuery(
                                "SELECT * FROM duty_override WHERE schedule_id = :id AND until_at > :from ORDER BY position")
                        .bind("id", id)
                        .bind("from", from)
                        .map((one, _) -> override(one))
                        .list());
    }

    private static Rotation rotation(Handle handle, ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var unit = row.getString("turn_unit");
        return new Rotation(
                id,
                Rank.valueOf(upper(row.getString("rank"))),
                handle.createQuery("SELECT responder_id FROM rotation_person WHERE rotation_id = :id ORDER BY position")
                        .bind("id", id)
                        .mapTo(UUID.class)
                        .list(),
                unit == null
                        ? Optional.empty()
                        : Optional.of(new Rotation.Turn(Rotation.Unit.valueOf(upper(unit)), row.getInt("turn_length"))),
                row.getObject("starts_at", LocalDateTime.class),
                Optional.ofNullable(row.getObject("ends_at", LocalDateTime.class)),
                handle.createQuery("SELECT * FROM rotation_window WHERE rotation_id = :id ORDER BY position")
                        .bind("id", id)
                        .map((one, _) -> new Window(
                                Arrays.stream((Integer[]) one.getArray("days").getArray())
                                        .map(DayOfWeek::of)
                                        .collect(Collectors.toSet()),
                                one.getObject("from_time", LocalTime.class),
                                one.getObject("until_time", LocalTime.class)))
                        .list());
    }

    private static List<Holiday> holidays(Handle handle, UUID schedule) {
        var windows = new LinkedHashMap<LocalDate, List<Window>>();
        handle.createQuery("SELECT * FROM schedule_holiday WHERE schedule_id = :id ORDER BY position")
                .bind("id", schedule)
                .map((row, _) -> {
                    var of = windows.computeIfAbsent(row.getObject("day", LocalDate.class), _ -> new ArrayList<>());
                    var from = row.getObject("from_time", LocalTime.class);
                    if (from != null) {
                        of.add(new Window(
                                java.util.EnumSet.allOf(DayOfWeek.class),
                                from,
                                row.getObject("until_time", LocalTime.class)));
                    }
                    return of;
                })
                .list();
        return windows.entrySet().stream()
                .map(one -> new Holiday(one.getKey(), one.getValue()))
                .toList();
    }

    private static DutyOverride override(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var person = row.getObject("responder_id", UUID.class);
        var from = row.getTimestamp("from_at").toInstant();
        var until = row.getTimestamp("until_at").toInstant();
        return switch (row.getString("kind")) {
            case "add" -> new DutyOverride.Add(id, from, until, person, Rank.valueOf(upper(row.getString("rank"))));
            case "remove" -> new DutyOverride.Remove(id, from, until, person);
            default -> new DutyOverride.Replace(id, from, until, person, row.getObject("by_id", UUID.class));
        };
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
