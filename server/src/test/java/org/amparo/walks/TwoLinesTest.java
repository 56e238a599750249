package org.amparo.walks;

import static org.amparo.harness.TestLine.minutes;
import static org.amparo.harness.TestLine.seconds;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.amparo.harness.Node;
import org.amparo.harness.Phone;
import org.amparo.harness.SecondLine;
import org.amparo.harness.SignedPost;
import org.amparo.harness.TestDatabase;
import org.amparo.harness.TestLine;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;
import org.amparo.rota.Schedules;
import org.junit.jupiter.api.Test;

/// Two organisations, each with a line and people of its own, on two programs and one database. The database server
/// stops, a program goes: whoever is in danger on either line is asked for when it is due, by their own people
/// alone.
class TwoLinesTest {
    private static final String SECOND = "+447700900009";

    /// Each is the last on duty for a language, so that nobody is set away who does not answer.
    private static final String STAFF = """
            people:
              - { alias: Eli, number: "+447700900131", lines: second, languages: { ru: native, en: fluent } }
              - { alias: Mo, number: "+447700900132", lines: second, languages: { tl: native, en: fluent } }
              - { alias: Pia, number: "+447700900133", lines: second, languages: { ar: native, fr: fluent } }
              - { alias: Uma, number: "+447700900134", supervises: second, languages: { en: fluent } }
            schedules:
              - name: second day
                line: second
                cover: open
                rotations:
                  - people: [Eli, Mo, Pia]
                    windows: [{ days: mon-sun, from: "08:00", to: "22:00" }]
            """;

    @Test
    void each_is_asked_for_in_time_whatever_goes() throws Exception {
        try (var line = TestLine.open(
                TestLine.NOON,
                Map.of(
                        "AMPARO_CONTENT",
                        SecondLine.content(
                                        "second",
                                        SECOND,
                                        Map.of("organisation: Open Door", "organisation: Second Door"))
                                .toString()))) {
            var first = line.node();
            var second = line.addNode();
            var staff = YamlMap.read("staff.yml", STAFF);
            first.bean(Staff.class).apply(StaffFile.read(staff), true, first.now());
            first.bean(Schedules.class).apply(staff, first.now());
            line.database().durable();
            line.settle();
            var contacts = Stream.generate(line::phone).limit(4).toList();
            var inTime = new AskedInTime(line.sql());

            var texts = new ArrayList<Callable<?>>();
            for (int i = 0; i < contacts.size(); i++) {
                var post = danger(first, contacts.get(i), i % 2 == 0);
                var to = i < 2 ? first : second;
                texts.add(() -> post.to(to));
            }
            together(texts);
            line.settle();
            inTime.all(0, contacts.size());

            TestDatabase.restartServer();
            line.passes(seconds(60));
            line.settle();
            inTime.all(60, contacts.size());

            line.cut(first);
            inTime = new AskedInTime(line.sql());
            TestDatabase.restartServer();
            line.passes(minutes(2));
            line.settle();
            inTime.all(180, contacts.size());
            line.clock().forward(minutes(1));
            inTime.all(240, contacts.size());
            line.clock().forward(seconds(31));

            HandedOver.noneTwice(line.sql(), first, second);
            HandedOver.noneWaits(line.sql());
            assertEquals(List.of(), new Owners(line.sql()).without(line.clock().now()));
            assertEquals(List.of("2", "2"), rows(line, "SELECT count(*) FROM escalation_run GROUP BY organisation_id"));
            assertEquals(List.of(), rows(line, """
                    SELECT p.alias FROM offer o JOIN escalation_run r ON r.id = o.run_id JOIN responder p ON p.id = o.responder_id
                     WHERE o.organisation_id <> r.organisation_id OR p.organisation_id <> r.organisation_id
                    """), "asked for somebody of another organisation");
            assertEquals(List.of(), rows(line, """
                    SELECT p.alias FROM alarm_told t JOIN alarm a ON a.id = t.alarm_id JOIN responder p ON p.id = t.responder_id
                     WHERE a.kind = 'danger-unanswered' AND p.organisation_id <> a.organisation_id
                    """), "rung for somebody of another organisation");
            line.everybodyHears();
        }
    }

    private static SignedPost danger(Node node, Phone from, boolean toSecond) {
        var id = "SM" + UUID.randomUUID().toString().replace("-", "");
        var post = SignedPost.text(node, id, from, "he locked me in please help");
        var fields = new LinkedHashMap<>(post.fields());
        if (toSecond) {
            fields.put("To", SECOND);
        }
        return new SignedPost(post.path(), fields);
    }

    private static void together(List<? extends Callable<?>> work) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : work.stream().map(threads::submit).toList()) {
                one.get();
            }
        }
    }

    private static List<String> rows(TestLine line, String query) {
        return line.sql()
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
