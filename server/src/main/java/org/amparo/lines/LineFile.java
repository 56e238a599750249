package org.amparo.lines;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.amparo.numbers.Address;
import org.amparo.numbers.PhoneNumber;
import org.amparo.platform.StartRefused;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// One file of `content/lines/`, as far as it configures a line; its `parameters` are values and belong to a
/// release.
///
/// A key that is missing or makes no sense refuses the start, naming file and key.
record LineFile(String path, Map<String, Object> keys) {

    /// What a responder types: short, so that it is typed right.
    private static final Pattern PARTNER_CODE = Pattern.compile("[a-z0-9]{2,12}");

    /// As long as the text that names a partner has room.
    private static final int PARTNER_NAME = 24;

    private static final String PARTNER =
            "entries, each with a code of its own, such as { code: haven, name: Haven House, source: agreement of"
                    + " 2026, verifiedOn: 2026-11-22 }";

    @SuppressWarnings("unchecked")
    static LineFile read(String path, String text) {
        var loaded = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(text);
        if (!(loaded instanceof Map<?, ?> map)) {
            throw new StartRefused(path + " describes no line: see content/lines/demo.yml for its keys");
        }
        return new LineFile(path, (Map<String, Object>) map);
    }

    String name() {
        return text("name").orElseThrow(() -> missing("name"));
    }

    String organisation() {
        return text("organisation").orElseThrow(() -> missing("organisation"));
    }

    PhoneNumber number() {
        var text = text("number").orElseThrow(() -> missing("number"));
        try {
            return new PhoneNumber(text);
        } catch (IllegalArgumentException e) {
            throw senseless("number", "an E.164 number such as \"+447700900000\"", e);
        }
    }

    Optional<Address> whatsapp() {
        return text("whatsapp").map(text -> new Address(Address.Kind.WHATSAPP, "whatsapp:" + text));
    }

    Optional<String> messagingService() {
        return text("messagingService");
    }

    String country() {
        return text("country").orElseThrow(() -> missing("country"));
    }

    ZoneId zone() {
        var text = text("zone").orElseThrow(() -> missing("zone"));
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw senseless("zone", "a zone such as Europe/Bucharest", e);
        }
    }

    Hours hours() {
        var week = new EnumMap<DayOfWeek, Hours.Span>(DayOfWeek.class);
        for (var item : list(keys.get("hours"))) {
            if (!(item instanceof Map<?, ?> span)) {
                throw senseless("hours", "entries such as { days: mon-sun, from: \"08:00\", to: \"22:00\" }", null);
            }
            try {
                var value = new Hours.Span(time(span.get("from")), time(span.get("to")));
                for (var day : days(String.valueOf(span.get("days")))) {
                    week.put(day, value);
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                throw senseless("hours", "entries such as { days: mon-sun, from: \"08:00\", to: \"22:00\" }", e);
            }
        }
        return new Hours(week);
    }

    List<String> languages() {
        return strings("languages");
    }

    String cover() {
        return text("cover").orElse("OK.");
    }

    Optional<String> silentWord() {
        return text("silentWord");
    }

    boolean market(String key) {
        return keys.get("market") instanceof Map<?, ?> market && Boolean.TRUE.equals(market.get(key));
    }

    List<String> notServed() {
        return keys.get("market") instanceof Map<?, ?> market
                ? list(market.get("notServed")).stream().map(String::valueOf).toList()
                : List.of();
    }

    List<String> emergencyNumbers() {
        return strings("emergencyNumbers");
    }

    /// Whom people may be referred to, in the file's order; none without the key.
    List<Partner> partners(UUID organisation) {
        var partners = new ArrayList<Partner>();
        for (var item : list(keys.get("partners"))) {
            var partner = item instanceof Map<?, ?> map ? partner(map, organisation) : Optional.<Partner>empty();
            if (partner.isEmpty()
                    || partners.stream()
                            .anyMatch(one -> one.code().equals(partner.get().code()))) {
                throw senseless("partners", PARTNER, null);
            }
            partners.add(partner.get());
        }
        return List.copyOf(partners);
    }

    private static Optional<Partner> partner(Map<?, ?> map, UUID organisation) {
        var code = String.valueOf(map.get("code"));
        var name = String.valueOf(map.get("name"));
        var source = map.get("source");
        var known = organisation + " partner " + code;
        try {
            return PARTNER_CODE.matcher(code).matches()
                            && map.get("code") != null
                            && map.get("name") != null
                            && name.length() <= PARTNER_NAME
                            && source != null
                    ? Optional.of(new Partner(
                            UUID.nameUUIDFromBytes(known.getBytes(StandardCharsets.UTF_8)),
                            code,
                            name,
                            String.valueOf(source),
                            date(map.get("verifiedOn"))))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Unquoted, a date of YAML is the midnight of that day.
    private static LocalDate date(@Nullable Object value) {
        return value instanceof Date date
                ? LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC)
                : LocalDate.parse(String.valueOf(value));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(keys.get(key)).map(String::valueOf).filter(value -> !value.isBlank());
    }

    private List<String> strings(String key) {
        return list(keys.get(key)).stream().map(String::valueOf).toList();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static LocalTime time(@Nullable Object value) {
        var text = String.valueOf(value);
        return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    }

    private static List<DayOfWeek> days(String text) {
        var ends = text.split("-", -1);
        var first = day(ends[0]);
        var last = ends.length > 1 ? day(ends[1]) : first;
        var days = new ArrayList<DayOfWeek>();
        for (var day = first; ; day = day.plus(1)) {
            days.add(day);
            if (day == last) {
                return days;
            }
        }
    }

    private static DayOfWeek day(String text) {
        for (var day : DayOfWeek.values()) {
            if (day.name().startsWith(text.strip().toUpperCase(Locale.ROOT))
                    && text.strip().length() >= 3) {
                return day;
            }
        }
        throw new IllegalArgumentException("no such day");
    }

    private StartRefused missing(String key) {
        return new StartRefused(path + ": `" + key + "` is missing; a line cannot be served without it");
    }

    private StartRefused senseless(String key, String mend, @Nullable Throwable cause) {
        var message = path + ": `" + key + "` makes no sense: write " + mend;
        return cause == null ? new StartRefused(message) : new StartRefused(message, cause);
    }
}
