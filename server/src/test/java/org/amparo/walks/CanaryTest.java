package org.amparo.walks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.amparo.Program;
import org.amparo.backup.Backup;
import org.amparo.backup.Restore;
import org.amparo.harness.Canary;
import org.amparo.harness.CanaryEar;
import org.amparo.harness.CanaryPlaces;
import org.amparo.harness.Node;
import org.amparo.harness.SignedForm;
import org.amparo.harness.StubCarrier;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.metrics.MetricsServer;
import org.amparo.platform.Deployment;
import org.amparo.platform.Pollers;
import org.amparo.sealing.KeySet;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Numbers, names and words that nothing else in the world holds go in through every field a carrier sends, through
/// all that can become of a text; then nothing the program left anywhere, or ever said, holds one of them.
@Timeout(300)
class CanaryTest {
    private static final String WORD = "zorblattine";
    private static final String NAME = "Quilloniax Vexworth";
    private static final String ARABIC = "كنارزيفون";
    private static final String PUBLIC_URL = "https://line.example.org";
    private static final String TOKEN = "canary-walk-token";
    private static final List<String> WORDS = List.of(
            WORD,
            NAME,
            "Quilloniax",
            ARABIC,
            "Canaryhaven",
            "Zorbshire",
            "QX7 9ZZQ4",
            "zorbmedia77",
            "QuokkaAgent",
            "198.51.100.177",
            "2001:db8::c0ff:ee42",
            "44.4277731",
            "26.1099173",
            "Zorbstreet",
            "Zorbbutton",
            "ZorbField",
            "zorbunknown",
            "zorbheader",
            "zorbquery",
            "zorbreport");

    private final StubCarrier carrier = new StubCarrier();
    private final AtomicReference<Instant> time = new AtomicReference<>(TestLine.NOON);
    private int texts;
    private Canary canary = Canary.of(List.of("+447700900799"), WORDS);
    private SignedForm webhooks = new SignedForm("", "", "");
    private String url = "";

    @Test
    void nothing_that_was_ever_sent_to_the_line_is_left_anywhere() throws Exception {
        canary = Canary.of(numbers(), WORDS);
        var home = Path.of(
                "target", "test-homes", "canary-" + ProcessHandle.current().pid());
        try (carrier;
                var ear = CanaryEar.listen(canary)) {
            Set<String> said;
            try (var program = Program.start(settings(home), time::get)) {
                url = program.url();
                webhooks = new SignedForm(url, PUBLIC_URL, TOKEN);
                ear.finest();
                everything(program);
                said = said(program);
                ear.finest();
                aloud(program);
                try (var connection = connect(program, "postgres")) {
                    execute(connection, "ANALYZE");
                    execute(connection, "CHECKPOINT");
                    var tables = CanaryPlaces.database(canary, connection);
                    assertTrue(tables.contains("keyring.data_key") || tables.size() > 80, tables::toString);
                }
                var files = CanaryPlaces.folder(canary, home);
                assertTrue(files.stream().anyMatch(name -> name.contains("pg_wal/")), "the log of the database");
                threads();
                ear.lookAtPrinted();
                assertEquals(List.of(), canary.taken(), "left or said while the program ran");
                assertTrue(ear.heard() > 5, "what failed on the way was told");
                foundWherePlanted(program, home);
                ear.lookAtPrinted();
                assertEquals(
                        "standard output and error", canary.taken().getFirst().place());
            }
            CanaryPlaces.folder(canary, home);
            // The rows the control planted and removed are in the database's own files.
            canary.taken().stream()
                    .filter(hit -> !hit.place().contains("database"))
                    .forEach(hit -> assertEquals("", hit.toString(), "left after the stop"));
            assertTrue(said.containsAll(EXPECTED), () -> "the run took every way: " + said);
        } finally {
            remove(home);
        }
        assertEquals(List.of(), canary.taken(), "said while the program stopped");
    }

    /// What was copied away before FORGET, put back with the newest keyring, tells nothing; and nothing stays at
    /// the carrier. Who did not write FORGET is whole.
    @Test
    void after_forget_neither_an_old_backup_nor_the_carrier_has_a_word() throws Exception {
        var root = Files.createTempDirectory("canary-backup");
        try (var line = TestLine.open();
                var target = TestDatabase.empty()) {
            var forgets = line.phone(number(0));
            var stays = line.phone();
            for (var phone : List.of(forgets, stays)) {
                phone.texts("I want to talk to a person")
                        .hears("sys.waiting", "en")
                        .hears("sys.consent.v1", "en");
                phone.texts("1").hears("sys.consent-yes", "en");
                phone.texts("my boss is " + NAME + " " + WORD).hearsNothing();
            }
            var backup = new Backup(
                    new Deployment.Access(
                            line.database().url(),
                            line.database().username(),
                            line.database().password()),
                    line.node().bean(KeySet.class));
            backup.take(root, line.clock().now());
            forgets.texts("FORGET").hears("sys.forget-ask", "en");
            forgets.texts("1").hears("sys.forget-done", "en");
            line.clock().forward(Duration.ofMinutes(2));
            assertEquals(List.of(), line.node().carrierKeeps());
            assertEquals(List.of(), line.node().carrierKeepsMediaOf());

            var canary = Canary.of(List.of(number(0)), WORDS);
            CanaryPlaces.folder(canary, root);
            new Restore(
                            new Deployment.Access(target.url(), target.username(), target.password()),
                            line.node().bean(KeySet.class))
                    .restore(root);
            try (var connection = target.connect()) {
                CanaryPlaces.database(canary, connection);
                assertEquals(List.of("1"), column(connection, "SELECT count(*) FROM contact"));
                assertEquals(List.of("0"), column(connection, """
                                SELECT count(*) FROM message_body b JOIN message m ON m.id = b.message_id
                                 WHERE m.conversation_id NOT IN (SELECT owner_id FROM keyring.data_key)
                                """), "no sealed text without a key");
                assertEquals(
                        column(connection, "SELECT id FROM contact"),
                        column(
                                connection,
                                "SELECT owner_id FROM keyring.data_key WHERE owner_id IN"
                                        + " (SELECT id FROM contact)"),
                        "who stays has a key");
            }
            assertEquals(List.of(), canary.taken());
        } finally {
            remove(root);
        }
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /// Texts that show which ways the run went.
    private static final Set<String> EXPECTED = Set.of(
            "sys.welcome-known",
            "sys.crisis",
            "sys.stop",
            "sys.restart-ask",
            "sys.waiting",
            "sys.consent.v1",
            "sys.consent-no",
            "sys.unsafe-ack",
            "sys.child-topic",
            "sys.child-notice",
            "sys.leave-message",
            "sys.thanks",
            "sys.mydata",
            "sys.language-menu");

    private static List<String> numbers() {
        var all = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            all.add(number(i));
        }
        return all;
    }

    private static String number(int which) {
        return "+4477009007" + (60 + which);
    }

    private Map<String, String> settings(Path home) {
        return Map.of(
                "AMPARO_HOME",
                home.toString(),
                "AMPARO_PORT",
                "0",
                "AMPARO_MANAGEMENT_PORT",
                "0",
                "AMPARO_DEMO",
                "true",
                "AMPARO_PUBLIC_URL",
                PUBLIC_URL,
                "TWILIO_ACCOUNT_SID",
                "AC" + "0".repeat(32),
                "TWILIO_AUTH_TOKEN",
                TOKEN,
                "TWILIO_API_URL",
                carrier.url());
    }

    /// Every way a text can go.
    private void everything(Program program) throws SQLException {
        questions(program);
        danger(program);
        people(program);
        media(program);
        carrierFails(program);
        ownFault(program);
        databaseAway(program);
        night(program);
    }

    private void questions(Program program) {
        talk(program, 0, "Kumusta po, kinuha ng amo ko ang passport ko " + WORD, "1", "0", "2");
        talk(program, 1, "mujhe madad chahiye salary nahi mila 3 mahine se " + WORD, "haan 1", "acha", "LANG", "اردو");
        talk(program, 2, "xin chao " + NAME, "2");
        talk(program, 3, "no me pagan el sueldo desde enero " + WORD, "1", "MYDATA", WORD + " " + ARABIC, NAME);
    }

    private void danger(Program program) {
        talk(
                program,
                4,
                "help me he locked the door and took my charger " + WORD + " " + NAME,
                "he is coming back " + WORD);
        talk(program, 5, "please stop hitting me " + WORD, "STOP", "i need a person " + NAME, "1");
        talk(program, 6, "im 15 they make me carry drugs to other town " + NAME, "9", "my name is " + NAME);
    }

    private void people(Program program) {
        talk(program, 7, "مرحبا", "١", "٩", "٢", "انا " + ARABIC);
        talk(program, 8, "I want to talk to a person", "1", "my boss is " + NAME + ", I live in Zorbstreet", "MYDATA");
        talk(program, 9, "bonjour", "1", "9", "1", "on me doit trois mois " + WORD, "effacer", "1");
        forward(program, Duration.ofMinutes(2));
        assertEquals(7, heardBy(9), "up to the last word, that all is erased");
        // exactly full segments without an end: waits for its next part
        talk(program, 10, "my boss ".repeat(20).substring(0, 134) + WORD + " hello x", " does not pay " + NAME);
    }

    private void media(Program program) {
        for (var body : List.of("", WORD + " look", "9")) {
            var fields = sms(number(11), body);
            fields.put("NumMedia", "1");
            fields.put("MediaUrl0", "https://media.example/zorbmedia77");
            fields.put("MediaContentType0", "image/jpeg");
            take(program, fields);
        }
        for (var body : List.of("no me pagan el sueldo desde enero " + WORD, "1", "9")) {
            take(program, whatsapp(body));
        }
        var place = whatsapp("");
        place.put("Latitude", "44.4277731");
        place.put("Longitude", "26.1099173");
        place.put("Address", "Zorbstreet 42");
        place.put("Label", NAME);
        take(program, place);
        var button = whatsapp("");
        button.put("ButtonText", "Zorbbutton");
        button.put("ButtonPayload", "Zorbbutton");
        take(program, button);
    }

    /// Refused with the number in the error, failed with the whole request in it, cut off.
    private void carrierFails(Program program) {
        int which = 13;
        for (var mood : List.of(StubCarrier.Mood.REFUSES, StubCarrier.Mood.FAILS, StubCarrier.Mood.CUTS)) {
            carrier.mood(mood);
            talk(program, which++, "I want to talk to a person " + WORD, "my name is " + NAME);
            forward(program, Duration.ofSeconds(40));
        }
        carrier.mood(StubCarrier.Mood.TAKES);
        forward(program, Duration.ofMinutes(1));
        for (var message : carrier.messages()) {
            report(message, "undelivered", "30003");
        }
        settle(program);
    }

    /// Our own code fails on a table that is not there; the text is kept and handled when it is back.
    private void ownFault(Program program) throws SQLException {
        try (var connection = connect(program, "postgres")) {
            execute(connection, "ALTER TABLE dialogue RENAME TO dialogue_gone");
            take(program, sms(number(17), "no me pagan el sueldo desde enero " + WORD));
            take(program, sms(number(17), "help me he locked the door " + NAME));
            forward(program, Duration.ofSeconds(5));
            execute(connection, "ALTER TABLE dialogue_gone RENAME TO dialogue");
        }
        forward(program, Duration.ofSeconds(20));
        assertTrue(heardBy(17) >= 2, "both texts are answered after all");
    }

    private void databaseAway(Program program) throws SQLException {
        try (var connection = connect(program, "template1")) {
            execute(connection, "ALTER DATABASE postgres ALLOW_CONNECTIONS false");
            execute(connection, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'");
            try {
                send(sms(number(18), "no me pagan el sueldo desde enero " + WORD));
                send(sms(number(19), "help me he locked the door " + NAME));
                CanaryPlaces.folder(canary, program.homeFolder().resolve("journal"));
            } finally {
                execute(connection, "ALTER DATABASE postgres ALLOW_CONNECTIONS true");
            }
        }
        // A pool gives out each connection that was cut once more.
        for (int i = 0;
                i < 20
                        && send(HttpRequest.newBuilder(URI.create(url + "/phone/api/messages?after=0")))
                                        .statusCode()
                                != 200;
                i++) {
            settle(program);
        }
        settle(program);
        forward(program, Duration.ofMinutes(1));
        assertTrue(heardBy(18) > 0 && heardBy(19) > 0, "the journal is handled");
    }

    /// How many messages went out to that number.
    private long heardBy(int who) {
        return carrier.messages().stream()
                .filter(message -> number(who).equals(message.get("To")))
                .count();
    }

    private void night(Program program) {
        forward(program, Duration.ofHours(13));
        talk(
                program,
                20,
                "vreau sa vorbesc cu un om",
                "1",
                "nu mi-au platit. sambata intre 10 si 12 " + WORD + " " + NAME);
        talk(program, 21, "ma bate acum " + WORD);
    }

    /// What the program says to whoever asks: health, problem pages, the public API.
    private void aloud(Program program) {
        var all = List.of(
                "/health",
                "/health/liveness",
                "/api/v1/languages?lang=zorbquery",
                "/api/v1/topics?lang=zorbquery&line=" + WORD,
                "/api/v1/answers?q=" + WORD + "+" + number(22).substring(1),
                "/twilio/messages?Body=" + WORD + "&From=" + number(22).substring(1),
                "/zorbquery/" + WORD,
                "/phone/zorbquery",
                "/%zz" + WORD);
        for (var path : all) {
            if (!path.startsWith("/%")) {
                var answer = send(
                        heading(HttpRequest.newBuilder(URI.create(url + path))).GET());
                canary.look("answer to " + path.substring(0, 5), answer.body() + answer.headers());
            }
        }
        var figures = "http://localhost:"
                + program.context().getBean(MetricsServer.class).port() + "/metrics";
        canary.look(
                "figures",
                send(HttpRequest.newBuilder(URI.create(figures)).GET()).body());
        var json =
                HttpRequest.newBuilder(URI.create(url + "/api/v1/answers")).header("Content-Type", "application/json");
        for (var body : List.of(
                "{\"text\":\"" + WORD + " " + number(22) + "\"}",
                "{\"text\":\"help me he locked the door " + NAME + "\"",
                "{\"text\":[\"" + WORD + "\"]}",
                WORD)) {
            var answer = send(heading(json.copy()).POST(HttpRequest.BodyPublishers.ofString(body)));
            canary.look("answer of the API", answer.body() + answer.headers());
        }
        var call = new LinkedHashMap<>(sms(number(23), ""));
        call.put("CallSid", "CA" + "1".repeat(32));
        call.put("Caller", number(23));
        call.put("CallerName", NAME);
        call.put("CallerCity", "Canaryhaven");
        heard("a call", send(heading(webhooks.post("/twilio/calls", call))));
        heard("the fallback", send(heading(webhooks.post("/twilio/fallback", sms(number(24), WORD + " " + NAME)))));
        heard("no signature", send(heading(webhooks.raw("/twilio/messages", "Body=" + WORD, ""))));
        heard(
                "a broken form",
                send(heading(webhooks.raw("/twilio/messages", "From=" + number(25) + "&Body=%zz" + WORD, "AAAA"))));
        heard(
                "too large",
                send(heading(webhooks.raw("/twilio/messages", "Body=" + (WORD + "+").repeat(7_000), "AAAA"))));
        var senseless = sms("Vexworth <" + WORD + ">", NAME);
        heard("a senseless sender", send(heading(webhooks.post("/twilio/messages", senseless))));
        settle(program);
    }

    private void heard(String what, HttpResponse<String> answer) {
        canary.look("answer to " + what, answer.body() + answer.headers());
    }

    private void talk(Program program, int who, String... bodies) {
        for (var body : bodies) {
            take(program, sms(number(who), body));
        }
    }

    private void take(Program program, Map<String, String> fields) {
        assertEquals(200, send(fields));
        settle(program);
        // the next message of a lane leaves when the one before it has arrived
        while (reported < carrier.messages().size()) {
            report();
            settle(program);
        }
    }

    private int send(Map<String, String> fields) {
        time.updateAndGet(at -> at.plusSeconds(1));
        var answer = send(heading(webhooks.post("/twilio/messages?zorbquery=" + WORD, fields)));
        heard("a text", answer);
        return answer.statusCode();
    }

    /// Everything that can be told of a phone.
    private static HttpRequest.Builder heading(HttpRequest.Builder request) {
        return request.header("User-Agent", "QuokkaAgent/7.42")
                .header("X-Forwarded-For", "198.51.100.177, 2001:db8::c0ff:ee42")
                .header("Forwarded", "for=198.51.100.177")
                .header("I-Twilio-Idempotency-Token", "zorbheader-1")
                .header("Cookie", "zorbheader=" + WORD)
                .header("Referer", "https://example.org/zorbheader")
                .header("Accept-Language", "en, x-zorbheader");
    }

    private Map<String, String> sms(String from, String body) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("AccountSid", "AC" + "0".repeat(32));
        fields.put("ApiVersion", "2010-04-01");
        fields.put("MessageSid", String.format("SM%032x", 0xC0FFEE00000L + texts++));
        fields.put("From", from);
        fields.put("To", "+447700900000");
        fields.put("Body", body);
        fields.put("NumMedia", "0");
        fields.put("NumSegments", "1");
        fields.put("FromCity", "Canaryhaven");
        fields.put("FromState", "Zorbshire");
        fields.put("FromZip", "QX7 9ZZQ4");
        fields.put("FromCountry", "GB");
        fields.put("ProfileName", NAME);
        fields.put("ZorbField", "zorbunknown-1");
        return fields;
    }

    private Map<String, String> whatsapp(String body) {
        var fields = sms("whatsapp:" + number(12), body);
        fields.put("To", "whatsapp:+447700900000");
        fields.put("WaId", number(12).substring(1));
        fields.put("MessageType", "text");
        fields.put(
                "ChannelMetadata", "{\"type\":\"whatsapp\",\"data\":{\"context\":{\"ProfileName\":\"" + NAME + "\"}}}");
        fields.put("ReferralBody", WORD);
        return fields;
    }

    private int reported;

    /// The carrier's reports of what it took since the last call: sent, then delivered.
    private void report() {
        var all = carrier.messages();
        for (; reported < all.size(); reported++) {
            report(all.get(reported), "sent", "");
            report(all.get(reported), "delivered", "");
        }
    }

    private void report(Map<String, String> message, String status, String code) {
        var callback = message.getOrDefault("StatusCallback", "");
        if (callback.startsWith(PUBLIC_URL)) {
            var fields = sms(message.getOrDefault("To", ""), "zorbreport");
            fields.put("MessageSid", message.getOrDefault("Sid", ""));
            fields.put("MessageStatus", status);
            fields.put("ErrorCode", code);
            fields.put("ErrorMessage", "zorbreport " + message.get("To"));
            heard("a report", send(heading(webhooks.post(callback.substring(PUBLIC_URL.length()), fields))));
        }
    }

    private void forward(Program program, Duration by) {
        var answer = send(HttpRequest.newBuilder(URI.create(url + "/phone/api/clock"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"forward\":\"" + by + "\"}")));
        assertEquals(200, answer.statusCode(), answer::body);
        settle(program);
        report();
        settle(program);
    }

    private static void settle(Program program) {
        assertTrue(program.context().getBean(Pollers.class).settle(Duration.ofSeconds(60)), "it comes to rest");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return Node.send(request.build());
    }

    private static Set<String> said(Program program) {
        var ids = program.context()
                .getBean(Jdbi.class)
                .withHandle(handle -> handle.createQuery("SELECT DISTINCT text_id FROM outbox")
                        .mapTo(String.class)
                        .list());
        return new TreeSet<String>(ids);
    }

    private void threads() {
        Thread.getAllStackTraces().keySet().forEach(thread -> canary.look("a thread's name", thread.getName()));
    }

    /// The scanner finds what it is to find, in each place.
    private void foundWherePlanted(Program program, Path home) throws SQLException, IOException {
        try (var connection = connect(program, "postgres")) {
            execute(connection, "CREATE SCHEMA planted");
            execute(connection, "CREATE TABLE planted.one (words text, bytes bytea, more jsonb)");
            execute(connection, "INSERT INTO planted.one (words) VALUES ('so " + WORD + "')");
            expectPlaces("table planted.one as text", "table planted.one as binary", connection);
            execute(connection, "DELETE FROM planted.one");
            execute(connection, "INSERT INTO planted.one (bytes) VALUES (convert_to('x" + ARABIC + "', 'UTF8'))");
            expectPlaces("table planted.one as text", "table planted.one as binary", connection);
            execute(connection, "DROP TABLE planted.one");
            execute(connection, "CHECKPOINT");
        }
        Files.writeString(home.resolve("planted"), "aGVsbG8geq" + number(3));
        CanaryPlaces.folder(canary, home);
        var places = canary.taken().stream().map(Canary.Hit::place).toList();
        assertTrue(places.contains("file planted"), places::toString);
        assertTrue(places.stream().anyMatch(place -> place.contains("pg_wal/")), places::toString);
        Files.delete(home.resolve("planted"));

        var log = LoggerFactory.getLogger("org.amparo.planted");
        log.trace("{}", "so " + WORD);
        assertEquals("log of org.amparo.planted", canary.taken().getFirst().place());
        MDC.put("from", number(3));
        log.trace("nothing here");
        MDC.remove("from");
        assertEquals("log of org.amparo.planted", canary.taken().getFirst().place());
        log.error("failed", new IllegalStateException(WORD, new IOException(number(3))));
        log.warn("failed with {}", 1, new IllegalStateException(WORD));
        LoggerFactory.getLogger("some.library").error("failed with " + WORD, new IllegalStateException(WORD));
        LoggerFactory.getLogger("some.library").debug("body {}", WORD);
        assertEquals(List.of(), canary.taken(), "a failure is told without its message");
        java.util.logging.Logger.getLogger("planted").finest(ARABIC);
        assertEquals("log of planted", canary.taken().getFirst().place());
        System.out.println(WORD);
    }

    private void expectPlaces(String first, String second, Connection connection) {
        CanaryPlaces.database(canary, connection);
        var places = canary.taken().stream().map(Canary.Hit::place).toList();
        assertTrue(places.contains(first), places::toString);
        assertTrue(places.contains(second), places::toString);
    }

    private static Connection connect(Program program, String database) throws SQLException {
        var properties = program.context();
        return DriverManager.getConnection(
                property(properties, "url").replaceFirst("/postgres(?=\\?|$)", "/" + database),
                property(properties, "username"),
                property(properties, "password"));
    }

    private static String property(io.micronaut.context.ApplicationContext context, String name) {
        return context.getRequiredProperty("datasources.default." + name, String.class);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void remove(Path home) {
        try (var all = Files.walk(home)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
