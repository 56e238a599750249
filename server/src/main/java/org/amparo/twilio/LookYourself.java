package org.amparo.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.amparo.lines.Line;

/// What cannot be read through the API, with the place in the carrier's console where a person looks.
final class LookYourself {
    private LookYourself() {}

    static List<Finding> findings(List<Line> lines) {
        var findings = new ArrayList<Finding>();
        for (var line : lines) {
            line.messagingService()
                    .ifPresent(service -> findings.add(Finding.look(
                            "line " + line.name() + ": settings of its messaging service",
                            "Messaging > Services > the service: Integration 'Defer to sender's webhook', sticky"
                                    + " sender and fallback to long code off (23003, 23005)")));
        }
        var notServed = new TreeSet<String>();
        lines.forEach(line -> notServed.addAll(line.notServed()));
        findings.add(Finding.look(
                "opt-out: STOP must be ours alone, with its own answers in each language",
                "ask the carrier's support to switch default opt-out handling off, leave Advanced Opt-Out off"
                        + " (Messaging > Services > Opt-out management), then text STOP, YES, END and START from a"
                        + " phone: exactly one answer each"));
        findings.add(Finding.look(
                "countries: only those listed may be texted and called",
                "Messaging > Settings > Geo permissions, and Voice > Settings > Geo permissions for alert calls;"
                        + " no setting opens " + String.join(", ", notServed)));
        findings.add(Finding.look(
                "redaction: clashes with the carrier's own opt-out, sticky sender, fallback to long code and GET"
                        + " webhooks (23001 to 23006)",
                "prove that STOP works first; keep redaction of inbound texts off, ours are deleted once handled"
                        + " (Messaging > Settings > General)"));
        findings.add(Finding.look(
                "fraud protection may hold a real answer for 15 to 30 minutes (30450)",
                "leave it on (Messaging > Settings > SMS pumping protection); put no contact's number on its safe"
                        + " list"));
        findings.add(Finding.look(
                "quiet hours must not hold an answer at night (30610, 30615)",
                "leave the compliance toolkit off, or mark answers as customer care"));
        findings.add(Finding.look(
                "registration of each sender in each country (30032, 30034, 30441)",
                "Messaging > Regulatory compliance; start early, it takes days to weeks"));
        return findings;
    }
}
