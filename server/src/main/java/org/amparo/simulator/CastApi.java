package org.amparo.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;
import java.util.List;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.jspecify.annotations.Nullable;

/// Who is who on the phones page: lines with their hours, people with their ready texts, what a segment costs.
@Controller("/phone/api/cast")
final class CastApi {
    /// @param whatsapp its WhatsApp sender, if it has one
    /// @param opensAt the next opening after now; null if no day is ever open
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record OurLine(
            String name,
            String number,
            @Nullable String whatsapp,
            String country,
            String zone,
            boolean open,
            @Nullable String opensAt) {}

    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Everybody(
            String now,
            List<OurLine> lines,
            List<Person> contacts,
            List<Person> practice,
            List<Person> responders,
            Prices prices) {}

    private final Cast cast;
    private final Lines lines;
    private final Prices prices;
    private final InstantSource time;

    CastApi(Cast cast, Lines lines, Prices prices, InstantSource time) {
        this.cast = cast;
        this.lines = lines;
        this.prices = prices;
        this.time = time;
    }

    @Get
    Everybody all() {
        return new Everybody(
                time.instant().toString(),
                lines.all().stream().map(this::line).toList(),
                cast.contacts(),
                cast.practice(),
                cast.responders(),
                prices);
    }

    private OurLine line(Line line) {
        var now = time.instant();
        return new OurLine(
                line.name(),
                line.number().e164(),
                line.whatsapp().map(address -> address.carrierForm()).orElse(null),
                line.country(),
                line.zone().getId(),
                line.hours().open(now, line.zone()),
                line.hours()
                        .nextOpen(now, line.zone())
                        .map(at -> at.toInstant().toString())
                        .orElse(null));
    }
}
