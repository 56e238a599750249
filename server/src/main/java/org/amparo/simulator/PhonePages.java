package org.amparo.simulator;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.views.ModelAndView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page with the phones: what a newcomer sees first.
@Controller("/phone")
final class PhonePages {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Cast cast;
    private final Faults faults;
    private final boolean realCarrier;

    PhonePages(Cast cast, Faults faults, @Nullable @Property(name = "twilio.account-sid") String account) {
        this.cast = cast;
        this.faults = faults;
        this.realCarrier = account != null;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    MutableHttpResponse<ModelAndView<Map<String, PhonePage>>> page() {
        return HttpResponse.ok(new ModelAndView<>("simulator/phone", Map.of("page", drawn())))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    private PhonePage drawn() {
        return new PhonePage(
                cast.contacts(),
                cast.practice(),
                cast.responders(),
                List.of(
                        tile("Her passport was taken", "Maricel"),
                        tile("Her wages are not paid", "Fatima"),
                        tile("Somebody may read along", "Linh")),
                Arrays.stream(Fault.Side.values()).map(this::group).toList(),
                realCarrier);
    }

    private PhonePage.Tile tile(String title, String name) {
        return new PhonePage.Tile(
                title,
                cast.contacts().stream()
                        .filter(person -> person.name().equals(name))
                        .findFirst()
                        .orElse(cast.contacts().getFirst()));
    }

    private PhonePage.Faulty group(Fault.Side side) {
        var name = switch (side) {
            case CARRIER -> "When the line sends";
            case REPORTS -> "When the carrier reports back";
            case INBOUND -> "When a phone texts the line";
        };
        var ofSide = Arrays.stream(Fault.values())
                .filter(fault -> fault.side() == side)
                .map(fault -> new PhonePage.Switch(fault.id(), fault.label(), fault.meaning(), faults.isOn(fault)))
                .toList();
        return new PhonePage.Faulty(name, ofSide);
    }
}
