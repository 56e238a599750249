package org.amparo.walks;

import java.util.List;
import java.util.Optional;
import org.amparo.escalation.Departures;
import org.amparo.harness.Phone;
import org.amparo.harness.TestLine;
import org.amparo.lines.Lines;
import org.amparo.platform.YamlMap;
import org.amparo.responders.Availability;
import org.amparo.responders.Responders;
import org.amparo.responders.Staff;
import org.amparo.responders.StaffFile;

/// The demonstration's people and Mina, who speaks Vietnamese, holds nothing and only interprets.
final class MinaInterprets {
    static final String HANDLE = "([A-Z][0-9])";

    private static final String MINA = "alias: Mina, number: \"+447700900120\", interprets: demo,"
            + " languages: { vi: native, en: fluent, fr: fluent }";

    final Phone ana;
    final Phone leo;
    final Phone noor;
    final Phone vera;
    final Phone mina;

    private final TestLine line;

    MinaInterprets(TestLine line) {
        this.line = line;
        this.ana = line.staff("+447700900101");
        this.leo = line.staff("+447700900102");
        this.noor = line.staff("+447700900103");
        this.vera = line.staff("+447700900110");
        this.mina = line.staff("+447700900120");
    }

    /// Whatever the walk before left behind is over, and nobody rests from it.
    MinaInterprets everybodyIsOn() {
        applies(MINA);
        var responders = line.node().bean(Responders.class);
        responders
                .of(line.node().bean(Lines.class).first().id())
                .forEach(one -> responders.set(one.id(), Availability.ON, Optional.empty()));
        line.clock().forward(TestLine.minutes(15));
        staffHearsAnything();
        return this;
    }

    /// The staff file says this of somebody, beside the running program; numbers count as answered.
    void applies(String entry) {
        applies(entry, true);
    }

    /// @param verified their numbers need answer no code
    void applies(String entry, boolean verified) {
        var now = line.clock().now();
        var file = StaffFile.read(YamlMap.read("staff.yml", "people: [{" + entry + "}]"));
        var departures = Departures.of(line.sql());
        line.node().bean(Staff.class).apply(file, verified, now).forEach(done -> {
            if (done.left()) {
                departures.left(done.responder(), now);
            } else {
                departures.changed(done.responder(), now);
            }
        });
        line.clock().forward(TestLine.seconds(6));
    }

    void staffHearsAnything() {
        List.of(ana, leo, noor, vera, mina).forEach(Phone::hearsAnything);
    }

    /// Somebody who writes Vietnamese, which nobody on duty speaks: after five minutes whoever is on duty is asked.
    Phone takenByAna() {
        var contact = line.phone();
        contact.texts("Tôi muốn nói chuyện với một người").hears("sys.waiting-unknown", "vi");
        contact.hears("sys.consent.v1", "vi");
        line.clock().forward(TestLine.minutes(6));
        List.of(leo, noor, vera).forEach(Phone::hearsAnything);
        contact.hearsAnything();
        ana.hearsAnything();
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("Tôi muốn nói chuyện với một người");
        contact.hears("sys.joined", "vi").saying("Ana");
        return contact;
    }

    /// The same, and Mina has joined.
    Phone takenByAnaWithMina() {
        var contact = takenByAna();
        ana.hears("duty.interpreter-asked", "en").saying("Vietnamese");
        mina.hears("duty.offer-interpreter", "en").doesNotRing();
        mina.texts("1").hears("duty.interpreting", "en").hearsRelayed("Tôi muốn nói chuyện với một người");
        ana.hears("duty.interpreter-joined", "en").saying("Mina");
        contact.hears("sys.interpreter", "vi").saying("Mina");
        return contact;
    }

    /// A contact who writes English, held by Ana, who speaks it.
    Phone withAna() {
        var contact = line.phone();
        contact.texts("I want to talk to a person").hears("sys.waiting", "en").hears("sys.consent.v1", "en");
        ana.hears("duty.offer", "en");
        ana.texts("1").hears("duty.accepted", "en").hearsRelayed("I want to talk to a person");
        return contact.hears("sys.joined", "en");
    }

    void closes(Phone holder, Phone contact) {
        holder.texts("#close test");
        staffHearsAnything();
        contact.hearsAnything();
    }
}
