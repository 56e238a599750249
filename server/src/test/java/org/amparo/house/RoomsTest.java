package org.amparo.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The map of the house: which room may use which. A new arrow is a change of this table, to be seen and discussed.
class RoomsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.amparo");

    private static final Map<String, List<String>> MAP = new LinkedHashMap<>();

    private static void room(String name, String... mayUse) {
        MAP.put(name, List.of(mayUse));
    }

    static {
        room("platform");
        room("language");
        room("sealing", "platform");
        room("audit", "platform");
        room("backup", "sealing", "platform");
        room("numbers", "sealing", "platform");
        room("content", "language", "platform");
        room("lines", "content", "numbers", "language", "platform");
        room("reading", "content", "language");
        room("contacts", "lines", "content", "numbers", "language", "sealing", "audit", "platform");
        room("feedback", "contacts", "numbers", "sealing", "audit", "platform");
        room("delivery", "contacts", "lines", "content", "numbers", "language", "sealing", "platform");
        room(
                "dialogue",
                "reading",
                "conversations",
                "contacts",
                "responders",
                "feedback",
                "delivery",
                "lines",
                "content",
                "language");
        room("retention", "alarms", "lines", "audit", "platform");
        room("responders", "lines", "numbers", "language", "sealing", "platform");
        room("rota", "responders", "lines", "platform");
        room("statistics", "alarms", "platform");
        room("alarms", "delivery", "responders", "rota", "lines", "content", "language", "audit", "platform");
        room(
                "escalation",
                "rota",
                "responders",
                "conversations",
                "contacts",
                "delivery",
                "alarms",
                "lines",
                "content",
                "language",
                "audit",
                "platform");
        room("conversations", "contacts", "delivery", "lines", "content", "language", "sealing", "audit", "platform");
        room(
                "desk",
                "escalation",
                "feedback",
                "conversations",
                "contacts",
                "delivery",
                "alarms",
                "rota",
                "responders",
                "retention",
                "statistics",
                "lines",
                "content",
                "language",
                "sealing",
                "audit",
                "platform");
        room(
                "reception",
                "dialogue",
                "desk",
                "alarms",
                "responders",
                "reading",
                "alarms",
                "lines",
                "contacts",
                "content",
                "conversations",
                "feedback",
                "escalation",
                "delivery",
                "retention",
                "statistics",
                "language",
                "numbers",
                "sealing",
                "platform");
        room("twilio", "reception", "delivery", "lines", "content", "language", "numbers", "platform");
        room("simulator", "delivery", "lines", "content", "numbers", "language", "platform");
        room("metrics", "platform");
        room("api", "content", "language", "reading", "lines", "platform");
    }

    /// Asks the database for its time on purpose, to compare it with this machine's.
    private static final String COMPARES_CLOCKS = "ClockDifference.java";

    private static final Pattern CLOCK_IN_SQL =
            Pattern.compile("(?i)\\b(current_timestamp|current_date|(clock_timestamp|now)\\s*\\(\\s*\\))");

    @Test
    void every_package_is_a_room_of_the_map() {
        var found = new TreeSet<String>();
        HOUSE.forEach(one -> {
            var name = one.getPackageName();
            if (name.startsWith("org.amparo.")) {
                found.add(name.substring("org.amparo.".length()));
            }
        });
        found.removeIf(name -> MAP.containsKey(name));
        assertEquals(new TreeSet<String>(), found, "rooms that are not on the map");
    }

    @Test
    void arrows_point_only_where_the_map_allows() {
        MAP.forEach((room, mayUse) -> {
            var forbidden = new ArrayList<String>();
            MAP.keySet().stream()
                    .filter(other -> !other.equals(room) && !mayUse.contains(other))
                    .forEach(other -> forbidden.add("org.amparo." + other));
            noClasses()
                    .that()
                    .resideInAPackage("org.amparo." + room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden.toArray(String[]::new))
                    .because("room " + room + " may use " + mayUse)
                    .allowEmptyShould(true)
                    .check(HOUSE);
        });
    }

    @Test
    void nothing_but_the_door_uses_the_root_package() {
        noClasses()
                .that()
                .resideInAPackage("org.amparo.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.amparo")
                .check(HOUSE);
    }

    @Test
    void vendors_stay_in_their_rooms() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.amparo.twilio")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.twilio..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.amparo.language")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.ibm.icu..")
                .check(HOUSE);
        noClasses()
                .that()
                .resideOutsideOfPackage("org.amparo.sealing")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.crypto..")
                .check(HOUSE);
    }

    @Test
    void a_number_in_clear_is_read_only_by_those_who_carry_it() {
        methods()
                .that()
                .areDeclaredIn("org.amparo.numbers.PhoneNumber")
                .and()
                .haveName("e164")
                .or()
                .areDeclaredIn("org.amparo.numbers.Address")
                .and()
                .haveName("carrierForm")
                .should(BeCalledFrom.rooms("numbers", "twilio", "simulator"))
                .check(HOUSE);
    }

    /// At the command line, for the proof of a yes and of two people.
    @Test
    void a_number_is_printed_for_a_person_by_one_door() {
        methods()
                .that()
                .areDeclaredIn("org.amparo.numbers.PhoneNumber")
                .and()
                .haveName("printTo")
                .should(BeCalledFrom.rooms("contacts"))
                .check(HOUSE);
    }

    /// Whoever sends past the outbox sends past the gate: to who stopped, is not safe, or is to be texted later.
    /// The simulator hands on what the outbox gave it.
    @Test
    void only_the_outbox_hands_messages_to_the_carrier() {
        methods()
                .that()
                .areDeclaredIn("org.amparo.delivery.Carrier")
                .and()
                .haveName("send")
                .should(BeCalledFrom.rooms("delivery", "simulator"))
                .check(HOUSE);
    }

    /// Addresses of machines, user agents and other heads of a request end at the edges, and nobody reads the
    /// first.
    @Test
    void requests_end_at_the_edges() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.amparo.platform",
                        "org.amparo.twilio",
                        "org.amparo.simulator",
                        "org.amparo.api",
                        "org.amparo.console..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micronaut.http..")
                .check(HOUSE);
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("getRemoteAddress|getUserAgent|getUserPrincipal")))
                .check(HOUSE);
    }

    @Test
    void time_comes_only_from_the_injected_clock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.amparo.platform")
                .and()
                .resideInAPackage("org.amparo.*")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(HOUSE);
    }

    @Test
    void time_in_sql_is_bound_too() throws IOException {
        var wrong = new ArrayList<String>();
        for (var root : List.of(Path.of("src/main/java"), Path.of("src/main/resources/db"))) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile)
                        .filter(one -> !one.endsWith(COMPARES_CLOCKS))
                        .toList()) {
                    var text = Files.readString(file);
                    var sql = file.toString().endsWith(".sql") ? text : textBlocks(text) + statements(text);
                    if (CLOCK_IN_SQL.matcher(sql).find()) {
                        wrong.add(file.toString());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong, "SQL that asks the database for the time");
    }

    /// Statements of one line, which need no text block.
    private static String statements(String java) {
        return Pattern.compile("\"\\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\\b[^\"]*\"")
                .matcher(java)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining("\n", "\n", ""));
    }

    private static String textBlocks(String java) {
        return Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL)
                .matcher(java)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void every_room_has_a_door_plate_and_is_null_marked() throws IOException {
        var wrong = new ArrayList<String>();
        for (var room : MAP.keySet()) {
            if (!Files.isDirectory(Path.of("src/main/java/org/amparo", room))) {
                continue;
            }
            var plate = Files.readString(Path.of("src/main/java/org/amparo", room, "package-info.java"));
            if (!plate.contains("NullMarked") || !plate.startsWith("///")) {
                wrong.add(room);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void reading_is_pure() {
        classes()
                .that()
                .resideInAPackage("org.amparo.reading")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.amparo.reading",
                        "org.amparo.content",
                        "org.amparo.language",
                        "java.lang..",
                        "java.text..",
                        "java.util..",
                        "org.jspecify..")
                .check(HOUSE);
    }
}
