package org.amparo.simulator;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.amparo.platform.StartRefused;
import org.jspecify.annotations.Nullable;

/// Posts signed webhooks to this very program over loopback HTTP. The signature is over the public address, as at a
/// carrier that reaches us through a proxy.
@Singleton
final class Webhooks {
    /// As long as the carrier waits.
    static final Duration LIMIT = Duration.ofSeconds(15);

    /// @param status of the answer; 0 when none came in time
    record Answer(int status, String body) {
        boolean taken() {
            return status >= 200 && status < 300;
        }
    }

    private final IntSupplier port;
    private final @Nullable String publicUrl;
    private final String listensOn;
    private final String account;
    private final Signature signature;
    private final Duration limit;
    private final HttpClient client;

    /// @param limit how long an answer is waited for
    @Inject
    Webhooks(
            BeanProvider<EmbeddedServer> server,
            @Nullable @Property(name = "amparo.public-url") String publicUrl,
            @Property(name = "micronaut.server.host", defaultValue = "localhost") String host,
            @Nullable @Property(name = "twilio.account-sid") String account,
            @Nullable @Property(name = "twilio.auth-token") String carrierToken,
            @Nullable @Property(name = "amparo.simulator.token") String token,
            @Property(name = "amparo.simulator.patience", defaultValue = "PT15S") Duration limit) {
        this(
                () -> server.get().getPort(),
                publicUrl,
                host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host,
                account == null ? "AC" + "0".repeat(32) : account,
                signature(carrierToken == null ? token : carrierToken),
                limit);
    }

    Webhooks(
            IntSupplier port,
            @Nullable String publicUrl,
            String listensOn,
            String account,
            Signature signature,
            Duration limit) {
        this.port = port;
        this.publicUrl = publicUrl;
        this.listensOn = listensOn;
        this.account = account;
        this.signature = signature;
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit)
                .build();
    }

    private static Signature signature(@Nullable String token) {
        if (token == null) {
            throw new StartRefused(
                    "TWILIO_AUTH_TOKEN is missing: the simulated phones have nothing to sign their texts with");
        }
        return new Signature(token);
    }

    /// The carrier account's id, which each webhook names.
    String account() {
        return account;
    }

    /// @param path with its query, such as `/twilio/messages`
    /// @param idempotency the same for repeats of one webhook
    Answer post(String path, Map<String, String> fields, String idempotency) {
        var here = "http://" + listensOn + ":" + port.getAsInt();
        var request = HttpRequest.newBuilder(URI.create(here + path))
                .timeout(limit)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("I-Twilio-Idempotency-Token", idempotency)
                .header("User-Agent", "TwilioProxy/1.1")
                .header("X-Twilio-Signature", signature.of((publicUrl == null ? here : publicUrl) + path, fields))
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "");
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
