package org.amparo.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Style, script and icon of the public pages; asked for again each time, sent again only when they changed.
@Hidden
@Controller("/assets")
final class Assets {
    private final Map<String, Packed> all = Map.of(
            "tokens.css", Packed.read("/assets/tokens.css", "text/css"),
            "public.css", Packed.read("/assets/public.css", "text/css"),
            "leave.js", Packed.read("/assets/leave.js", "text/javascript"),
            "public.svg", Packed.read("/assets/public.svg", "image/svg+xml"));

    @Get("/{name}")
    @Nullable
    HttpResponse<byte[]> one(HttpRequest<?> request, @PathVariable String name) {
        var asset = all.get(name);
        return asset == null
                ? null // answered as every address where nothing is
                : Freshness.answer(
                        request,
                        asset.hash(),
                        Freshness.ASK,
                        () -> asset.answer(request)
                                .header("X-Content-Type-Options", "nosniff")
                                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING));
    }
}
