package org.amparo.simulator;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Style, script and icon of the phones page; asked again each time, sent again only when they changed.
@Controller("/phone/assets")
final class PhoneAssets {
    private record Asset(byte[] bytes, MediaType type, String tag) {}

    private final Map<String, Asset> assets = Map.of(
            "tokens.css", read("/assets/tokens.css", "text/css"),
            "phone.css", read("/simulator/assets/phone.css", "text/css"),
            "phone.js", read("/simulator/assets/phone.js", "text/javascript"),
            "segments.js", read("/simulator/assets/segments.js", "text/javascript"),
            "icon.svg", read("/simulator/assets/icon.svg", "image/svg+xml"));

    @Get("/{name}")
    @Nullable
    HttpResponse<?> asset(@PathVariable String name, @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
        var asset = assets.get(name);
        if (asset == null) {
            return null; // answered as every address where nothing is
        }
        var answer = asset.tag().equals(known)
                ? HttpResponse.notModified()
                : HttpResponse.ok(asset.bytes()).contentType(asset.type());
        return answer.header(HttpHeaders.ETAG, asset.tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }

    private static Asset read(String path, String type) {
        try (var in = Objects.requireNonNull(PhoneAssets.class.getResourceAsStream(path), path)) {
            var bytes = in.readAllBytes();
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
            return new Asset(bytes, MediaType.of(type + ";charset=utf-8"), '"' + hash + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }
}
