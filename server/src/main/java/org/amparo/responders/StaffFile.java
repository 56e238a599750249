package org.amparo.responders;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amparo.numbers.Address;
import org.amparo.numbers.PhoneNumber;
import org.amparo.platform.StartRefused;
import org.amparo.platform.YamlMap;

/// The people of a staff file, as the `staff` command reads it.
///
/// @param people in the order of the file: supervisors are alarmed in it
public record StaffFile(List<Entry> people) {
    public StaffFile {
        people = List.copyOf(people);
    }

    /// @param numbers where they are texted; the first one is used, `phone` ones are called too
    /// @param lines names of lines and the role there
    /// @param practises names of lines for which the number is a practice phone; then it is nobody's who answers
    /// @param countries whose ways they know: ISO 3166-1 codes of two letters
    /// @param conflicts addresses of people they must never talk with
    public record Entry(
            String alias,
            List<Address> numbers,
            boolean calls,
            Map<String, Role> lines,
            Set<String> practises,
            Map<String, Grade> languages,
            Set<Skill> skills,
            Set<String> countries,
            Set<Address> conflicts,
            Optional<Gender> gender,
            String alertLocale,
            Optional<ZoneId> zone,
            int capacity,
            boolean newcomer,
            boolean left) {}

    /// @throws StartRefused naming the entry and the mend
    public static StaffFile read(YamlMap file) {
        var people = file.maps("people").stream().map(StaffFile::entry).toList();
        var aliases = new HashSet<String>();
        var numbers = new HashSet<Address>();
        for (var person : people) {
            if (!aliases.add(person.alias().toLowerCase(Locale.ROOT))) {
                throw new StartRefused(file.place() + ": two people have the alias " + person.alias());
            }
            person.numbers().forEach(number -> {
                if (!numbers.add(number)) {
                    throw new StartRefused(file.place() + ": " + person.alias()
                            + " has the number of somebody else: each needs one of their own");
                }
            });
        }
        return new StaffFile(people);
    }

    private static Entry entry(YamlMap map) {
        map.only(
                "alias",
                "number",
                "whatsapp",
                "calls",
                "lines",
                "supervises",
                "interprets",
                "partner",
                "directs",
                "practises",
                "languages",
                "skills",
                "knows",
                "conflicts",
                "gender",
                "alerts",
                "zone",
                "capacity",
                "new",
                "left");
        var alias = map.required("alias");
        if (!alias.matches("[\\p{L}][\\p{L}\\p{M}' -]{0,19}")) {
            throw new StartRefused(map.place() + ": `alias:` is at most 20 letters; it is what contacts see");
        }
        var numbers = new java.util.ArrayList<Address>();
        map.read("number", "an E.164 number such as \"+447700900101\", in quotes", PhoneNumber::new)
                .ifPresent(number -> numbers.add(new Address(Address.Kind.PHONE, map.required("number"))));
        map.read("whatsapp", "an E.164 number such as \"+447700900101\", in quotes", PhoneNumber::new)
                .ifPresent(number ->
                        numbers.add(new Address(Address.Kind.WHATSAPP, "whatsapp:" + map.required("whatsapp"))));
        if (numbers.isEmpty() && !map.flag("left")) {
            throw new StartRefused(map.place() + ": `number:` is missing");
        }
        var lines = new LinkedHashMap<String, Role>();
        map.texts("directs").forEach(line -> lines.put(line, Role.DIRECTOR));
        map.texts("partner").forEach(line -> lines.put(line, Role.PARTNER));
        map.texts("interprets").forEach(line -> lines.put(line, Role.INTERPRETER));
        map.texts("lines").forEach(line -> lines.put(line, Role.RESPONDER));
        map.texts("supervises").forEach(line -> lines.put(line, Role.SUPERVISOR));
        var practises = Set.copyOf(map.texts("practises"));
        if (lines.isEmpty() && practises.isEmpty() && !map.flag("left")) {
            throw new StartRefused(map.place()
                    + ": `lines:`, `supervises:`, `interprets:`, `partner:`, `directs:` or `practises:` names"
                    + " no line");
        }
        if (!lines.isEmpty() && !practises.isEmpty()) {
            throw new StartRefused(map.place() + ": a practice phone answers nobody: give `practises:` an entry and a"
                    + " number of its own");
        }
        var languages = new LinkedHashMap<String, Grade>();
        map.map("languages")
                .ifPresent(all -> all.keys()
                        .keySet()
                        .forEach(locale -> languages.put(
                                locale, all.word(locale, Grade.class).orElseThrow())));
        return new Entry(
                alias,
                numbers,
                map.text("calls").isEmpty() || map.flag("calls"),
                lines,
                practises,
                languages,
                Set.copyOf(map.words("skills", Skill.class)),
                countries(map),
                conflicts(map),
                map.word("gender", Gender.class),
                map.text("alerts").orElse("en"),
                map.read("zone", "a zone such as Europe/Bucharest", ZoneId::of),
                map.read("capacity", "a number from 1 to 10", StaffFile::capacity)
                        .orElse(3),
                map.flag("new"),
                map.flag("left"));
    }

    private static Set<String> countries(YamlMap map) {
        var known = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
        var all = new HashSet<String>();
        for (var country : map.texts("knows")) {
            var code = country.toUpperCase(Locale.ROOT);
            if (!known.contains(code)) {
                throw new StartRefused(map.place()
                        + ": `knows:` lists countries by their codes of two letters, such as [MD, UA]; there is no '"
                        + country + "'");
            }
            all.add(code);
        }
        return all;
    }

    /// A telephone number counts for texts and for WhatsApp.
    private static Set<Address> conflicts(YamlMap map) {
        var all = new HashSet<Address>();
        for (var number : map.texts("conflicts")) {
            try {
                new PhoneNumber(number);
                all.add(new Address(Address.Kind.PHONE, number));
                all.add(new Address(Address.Kind.WHATSAPP, "whatsapp:" + number));
            } catch (IllegalArgumentException e) {
                throw new StartRefused(
                        map.place() + ": `conflicts:` lists E.164 numbers such as \"+447700900101\", in quotes", e);
            }
        }
        return all;
    }

    private static int capacity(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > 10) {
            throw new IllegalArgumentException("capacity");
        }
        return number;
    }
}
