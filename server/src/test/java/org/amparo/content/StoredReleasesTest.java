package org.amparo.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.amparo.platform.EmbeddedPostgres;
import org.amparo.platform.StartRefused;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredReleasesTest {
    private static final String HELLO = "Hello, this is {serviceName}.";

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static int databases;

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final InstantSource time = () -> now;
    private Jdbi jdbi;

    @BeforeAll
    static void start() {
        postgres = EmbeddedPostgres.start(folder.resolve("database"), List.of());
        Flyway.configure()
                .dataSource(postgres.jdbcUrl("postgres"), postgres.username(), postgres.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void clone_the_migrated_database() throws Exception {
        var name = "releases" + ++databases;
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl("template1"), postgres.username(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE postgres");
        }
        jdbi = Jdbi.create(postgres.jdbcUrl(name), postgres.username(), postgres.password());
    }

    @Test
    void the_first_start_publishes_release_1_in_a_live_database_too() {
        var release = live(SmallContent.files()).current();
        assertEquals(1, release.number());
        assertEquals(
                HELLO, release.text("sys.welcome", "en", false).orElseThrow().pattern());
        assertEquals("Info Line", release.value("line:demo", "serviceName").orElseThrow());
        assertEquals(List.of("112"), release.vocabulary().emergencyNumbers());
    }

    @Test
    void a_second_start_with_the_same_files_changes_nothing() {
        var first = live(SmallContent.files()).current();
        assertEquals(first.id(), live(SmallContent.files()).current().id());
        assertEquals(1, count("release"));
    }

    @Test
    void new_files_wait_as_a_draft_until_they_are_published() {
        live(SmallContent.files());
        now = now.plusSeconds(60);
        var releases = live(changed(text -> text.replace("Hello", "Good day")));
        assertEquals(1, releases.current().number());
        assertEquals(OptionalInt.of(2), releases.publish("Ana"));
        assertTrue(releases.current()
                .text("sys.welcome", "en", false)
                .orElseThrow()
                .pattern()
                .startsWith("Good day"));
        assertEquals(OptionalInt.empty(), releases.publish("Ana"));
        assertEquals("Ana", text("SELECT published_by FROM release WHERE number = 2"));
    }

    @Test
    void a_text_the_release_does_not_know_yet_is_said_in_the_english_packed_with_the_program() {
        var release = live(SmallContent.files()).current();
        var list = release.text("duty.list", "ro", false).orElseThrow();
        assertEquals("en", list.locale());
        assertEquals(TextClass.DUTY, release.phrase("duty.list").orElseThrow().textClass());
        assertTrue(new Wording(release, "line:demo", "RO", false)
                        .of(List.of(Piece.of("duty.off", "ro")))
                        .length()
                > 20);
        assertEquals(List.of("en", "es"), release.offered(true));
        assertTrue(release.text("duty.never-written", "en", true).isEmpty());
    }

    @Test
    void what_the_release_knows_is_said_as_it_says_it_whatever_is_packed() {
        var release = live(SmallContent.files()).current();
        assertEquals(
                HELLO, release.text("sys.welcome", "sw", true).orElseThrow().pattern());
        assertTrue(release.topic("documents").isEmpty());
        assertTrue(release.text("topic.documents", "en", true).isEmpty());
    }

    @Test
    void a_demonstration_publishes_new_files_at_once() {
        new StoredReleases(jdbi, time, true, SmallContent.files(), true);
        now = now.plusSeconds(60);
        var releases = new StoredReleases(jdbi, time, true, changed(text -> text.replace("Hello", "Hi")), true);
        assertEquals(2, releases.current().number());
    }

    @Test
    void files_known_from_an_earlier_release_are_ignored() {
        live(SmallContent.files());
        now = now.plusSeconds(60);
        live(changed(text -> text.replace("Hello", "Hi"))).publish("Ana");
        now = now.plusSeconds(60);
        var back = live(SmallContent.files());
        assertEquals(2, back.current().number());
        assertEquals(OptionalInt.empty(), back.publish("Ana"));
    }

    @Test
    void what_did_not_change_keeps_its_version() {
        live(SmallContent.files());
        int before = count("text_version");
        now = now.plusSeconds(60);
        live(changed(text -> text.replace("Good bye.", "Farewell to you.")));
        // the English, and its translation, which was made from another English now
        assertEquals(before + 2, count("text_version"));
        assertEquals("meaning", text("SELECT change FROM text_version WHERE body = 'Farewell to you.'"));
        assertEquals(2, count("value_version"));
    }

    @Test
    void a_change_of_marks_alone_is_a_typo() {
        live(SmallContent.files());
        now = now.plusSeconds(60);
        live(changed(text -> text.replace("Good bye.", "Good bye!")));
        assertEquals("typo", text("SELECT change FROM text_version WHERE body = 'Good bye!'"));
    }

    @Test
    void a_translation_names_the_english_version_it_was_made_from() {
        live(SmallContent.files());
        assertEquals(HELLO, text("""
                    SELECT s.body FROM text_version t JOIN text_version s ON s.id = t.source_version_id
                     WHERE t.locale = 'es' AND t.text_id = 'sys.welcome'
                    """));
    }

    @Test
    void a_new_value_reaches_people_only_through_a_release() {
        live(SmallContent.files());
        now = now.plusSeconds(60);
        var releases = live(SmallContent.with("content/lines/demo.yml", text -> text.replace("\"112\"}", "\"911\"}")));
        assertEquals(
                "112", releases.current().value("line:demo", "emergencyNumber").orElseThrow());
        releases.publish("Ana");
        assertEquals(
                "911", releases.current().value("line:demo", "emergencyNumber").orElseThrow());
    }

    @Test
    void a_line_s_configuration_is_no_new_release() {
        live(SmallContent.files());
        now = now.plusSeconds(60);
        live(SmallContent.with("content/lines/demo.yml", text -> text + "zone: Asia/Manila\n"));
        assertEquals(1, count("release"));
    }

    @Test
    void another_node_sees_a_release_within_a_second() {
        var here = live(SmallContent.files());
        now = now.plusSeconds(60);
        live(changed(text -> text.replace("Hello", "Hi"))).publish("Ana");
        now = now.plus(Duration.ofSeconds(1));
        assertEquals(2, here.current().number());
    }

    @Test
    void nodes_that_start_together_make_one_release() {
        var starts = List.of(1, 2, 3, 4).stream()
                .map(node -> CompletableFuture.supplyAsync(
                        () -> live(SmallContent.files()).current().id()))
                .toList();
        assertEquals(1, starts.stream().map(CompletableFuture::join).distinct().count());
        assertEquals(1, count("release"));
    }

    @Test
    void while_the_database_is_away_the_last_release_stays_in_force() {
        var gone = Jdbi.create("jdbc:postgresql://127.0.0.1:1/none");
        var away = new boolean[1];
        var switching = Jdbi.create(
                () -> away[0] ? gone.open().getConnection() : jdbi.open().getConnection());
        var releases = new StoredReleases(switching, time, false, SmallContent.files(), true);
        away[0] = true;
        now = now.plusSeconds(5);
        assertEquals(1, releases.current().number());
    }

    @Test
    void faulty_files_refuse_the_first_start_and_name_file_and_line() {
        var files = changed(text -> text.replace("Good bye.", "Good bye {nobody}."));
        var refused = assertThrows(StartRefused.class, () -> live(files));
        assertTrue(refused.toString().contains("content/phrases.yml:9"), refused.toString());
        assertEquals(0, count("release"));
    }

    @Test
    void faulty_files_leave_the_release_in_force() {
        live(SmallContent.files());
        now = now.plusSeconds(60);
        var releases = live(changed(text -> text.replace("Good bye.", "Good bye {nobody}.")));
        assertEquals(1, releases.current().number());
        assertEquals(1, count("release"));
    }

    @Test
    void the_packed_files_survive_the_way_through_the_database() {
        var files = ContentFiles.packed();
        var stored = new StoredReleases(jdbi, time, true, files, false).current();
        var direct = FileRelease.of(files, time);
        assertEquals(direct.topics(), stored.topics());
        assertEquals(direct.sections(), stored.sections());
        assertEquals(direct.vocabulary(), stored.vocabulary());
        assertEquals(direct.offered(true), stored.offered(true));
        for (var locale : direct.complete(true)) {
            for (var topic : direct.topics()) {
                assertEquals(direct.text(topic.textId(), locale, true), stored.text(topic.textId(), locale, true));
            }
        }
    }

    private StoredReleases live(ContentFiles files) {
        return new StoredReleases(jdbi, time, false, files, true);
    }

    private static ContentFiles changed(UnaryOperator<String> change) {
        return SmallContent.with("content/phrases.yml", change, "translations/es.xlf", change);
    }

    private int count(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }

    private String text(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).one());
    }
}
