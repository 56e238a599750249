package org.amparo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// People who answer, and the talks they hold: made as they are in life, by the `staff` command and by texts. Each
/// contact asks for a person, whoever is offered the talk takes it and writes first.
final class Crew {
    /// What one person holds at once by default.
    private static final int TALKS_EACH = 3;

    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern OFFER = Pattern.compile("([A-Z][0-9]): one person, .*");

    private final Stand stand;
    private final Running program;
    private final StubCarrier carrier;
    private final BlockingQueue<StubCarrier.Sent> sent = new LinkedBlockingQueue<>();

    Crew(Stand stand, Running program, StubCarrier carrier) {
        this.stand = stand;
        this.program = program;
        this.carrier = carrier;
    }

    /// A contact's number, that of whoever holds the talk, and the name they know it by.
    record Live(String contact, String holder, String handle) {}

    /// As many as it takes, on duty at any hour.
    int hire(int talks) throws IOException, SQLException, InterruptedException {
        int people = talks / TALKS_EACH + 1;
        var file = stand.folder().resolve("staff.yml");
        var yaml = new StringBuilder("people:\n");
        var names = new ArrayList<String>();
        for (int i = 0; i < people; i++) {
            names.add(name(i));
            yaml.append("  - { alias: %s, number: \"%s\", lines: demo, languages: { en: native } }%n"
                    .formatted(name(i), number(900, i)));
        }
        yaml.append("schedules:\n  - { name: bench, line: demo, cover: open, rotations: [{ people: [%s] }] }%n"
                .formatted(String.join(", ", names)));
        Files.writeString(file, yaml);
        stand.command("staff", file);
        // The demonstration's own people would be offered talks too.
        stand.now().execute("UPDATE responder SET availability = 'off' WHERE alias NOT LIKE 'Helper %'");
        return people;
    }

    /// One talk after the other, so that nobody is offered two at once.
    List<Live> talks(int count) throws IOException, InterruptedException {
        carrier.shows(sent::add);
        var live = new ArrayList<Live>();
        try (var wire = new Wire(program.port())) {
            for (int i = 0; i < count; i++) {
                live.add(talk(wire, number(200, i)));
            }
        }
        return live;
    }

    private Live talk(Wire wire, String contact) throws IOException, InterruptedException {
        text(wire, contact, "I want to talk to a person");
        var offer = next("an offer", Pattern.compile("\\+1.*"), OFFER);
        var found = OFFER.matcher(offer.body());
        if (!found.matches()) {
            throw new IOException("no handle in an offer");
        }
        var handle = found.group(1);
        text(wire, offer.to(), handle + " 1");
        next("the acceptance", Pattern.compile(Pattern.quote(offer.to())), Pattern.compile(handle + " is yours.*"));
        text(wire, offer.to(), handle + " I am here, what happened?");
        next("the first words", Pattern.compile(Pattern.quote(contact)), Pattern.compile(".*what happened.*"));
        return new Live(contact, offer.to(), handle);
    }

    private void text(Wire wire, String from, String body) throws IOException {
        int status = wire.exchange(carrier.inbound(from, body, System.nanoTime()));
        if (status != 200) {
            throw new IOException("a text was answered with " + status);
        }
    }

    private StubCarrier.Sent next(String what, Pattern to, Pattern body) throws IOException, InterruptedException {
        while (true) {
            var one = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (one == null) {
                throw new IOException(what + " did not come");
            }
            if (to.matcher(one.to()).matches() && body.matcher(one.body()).matches()) {
                return one;
            }
        }
    }

    private static String name(int person) {
        return "Helper %c%c%c".formatted('a' + person / 676 % 26, 'a' + person / 26 % 26, 'a' + person % 26);
    }

    /// 555-0100 to 555-0199 of each North American area are reserved for fiction.
    private static String number(int firstArea, int person) {
        return "+1%03d55501%02d".formatted(firstArea + person / 100, person % 100);
    }
}
