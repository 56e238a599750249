package org.amparo.twilio;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The address under which Twilio reaches us. Configured, because proxies change scheme, host and port, and
/// forwarded headers can be forged.
@Singleton
final class PublicUrl {
    private final Optional<String> configured;

    PublicUrl(@Nullable @Property(name = "amparo.public-url") String configured) {
        this.configured = Optional.ofNullable(configured)
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    Optional<String> configured() {
        return configured;
    }

    /// Where Twilio is to call us back.
    ///
    /// @param path with its query
    URI of(String path) {
        return URI.create(configured.orElseThrow(() -> new IllegalStateException("no public URL")) + path);
    }

    /// The URL a request was sent to, as its signature has it. Without a configured address (demonstration, over
    /// loopback) it is the one the caller named: the signature is over it all the same.
    String asCalled(HttpRequest<?> request) {
        var host = request.getHeaders().get("Host");
        return configured.orElse("http://" + (host == null ? "localhost" : host)) + request.getUri();
    }
}
