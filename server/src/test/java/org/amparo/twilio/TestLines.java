package org.amparo.twilio;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.amparo.lines.Hours;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.numbers.Address;
import org.amparo.numbers.PhoneNumber;

/// Two lines: one that texts from its own number, one behind a messaging service.
record TestLines() implements Lines {
    static final Line LINE = line("one", "+447700900000", Optional.empty());
    static final String SERVICE_ID = "MG" + "5".repeat(32);
    static final Line POOLED = line("two", "+447700900001", Optional.of(SERVICE_ID));

    static Line line(String name, String number, Optional<String> messagingService) {
        return new Line(
                new UUID(7, name.hashCode()),
                new UUID(8, 0),
                name,
                new PhoneNumber(number),
                Optional.empty(),
                messagingService,
                "RO",
                ZoneId.of("Europe/Bucharest"),
                new Hours(Map.of(DayOfWeek.MONDAY, new Hours.Span(LocalTime.of(8, 0), LocalTime.of(22, 0)))),
                List.of("en", "am", "fa", "es", "fr", "ar"),
                "OK. Thank you.",
                Optional.empty(),
                false,
                false,
                List.of("+98", "+963", "+53"),
                List.of("112"),
                List.of());
    }

    @Override
    public List<Line> all() {
        return List.of(LINE, POOLED);
    }

    @Override
    public Optional<Line> by(Address ours) {
        return all().stream()
                .filter(line -> line.number().e164().equals(ours.carrierForm()))
                .findFirst();
    }

    @Override
    public Optional<Line> byMessagingService(String id) {
        return all().stream()
                .filter(line -> line.messagingService().filter(id::equals).isPresent())
                .findFirst();
    }

    @Override
    public Optional<Line> named(String name) {
        return all().stream().filter(line -> line.name().equals(name)).findFirst();
    }
}
