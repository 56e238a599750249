package org.amparo.twilio;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfiguration;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amparo.content.ContentFiles;
import org.amparo.content.FileRelease;
import org.amparo.content.Releases;
import org.amparo.delivery.DeliveryReport;
import org.amparo.delivery.DeliveryReports;
import org.amparo.delivery.KeyPresses;
import org.amparo.lines.Lines;
import org.amparo.reception.InboundText;
import org.amparo.reception.Inbox;
import org.amparo.reception.StaticAnswers;

/// The room's own webhooks on a real port, with everything behind them faked: what was taken in can be looked at,
/// and taking in can be made to fail.
final class Doors implements AutoCloseable {
    static final String PUBLIC = "https://line.example.org";
    static final String TOKEN = "first-token";
    static final String SECONDARY = "second-token";
    static final String STATIC = "Static & <multilingual>";
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final List<InboundText> taken = Collections.synchronizedList(new ArrayList<>());
    final List<InboundText> aside = Collections.synchronizedList(new ArrayList<>());
    final List<DeliveryReport> reports = Collections.synchronizedList(new ArrayList<>());
    volatile Function<InboundText, Inbox.Taken> inbox = _ -> new Inbox.Taken.Durably();

    private final ApplicationContext context;
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    Doors(Map<String, Object> properties) {
        var configuration =
                ApplicationContext.builder().deduceEnvironment(false).banner(false);
        context = oneRoom((ApplicationContextConfiguration) configuration);
        context.getEnvironment().addPropertySource(PropertySource.of("test", properties));
        context.registerSingleton(InstantSource.class, (InstantSource) () -> NOW);
        context.registerSingleton(Lines.class, new TestLines());
        context.registerSingleton(Inbox.class, inbox());
        context.registerSingleton(DeliveryReports.class, (DeliveryReports) reports::add);
        // Whoever queued the call of row `a` knows the key 1.
        context.registerSingleton(KeyPresses.class, (KeyPresses) (row, key) -> row.equals("a") && key == '1'
                ? Optional.of(new KeyPresses.Spoken("Thank you.", "en"))
                : Optional.empty());
        context.registerSingleton(RungLines.class, (RungLines) (_, _) -> {});
        context.registerSingleton(StaticAnswers.class, (StaticAnswers) _ -> STATIC);
        context.registerSingleton(Releases.class, releases());
        context.start();
        server = context.getBean(EmbeddedServer.class).start();
    }

    private Inbox inbox() {
        return new Inbox() {
            @Override
            public Taken take(InboundText text) {
                taken.add(text);
                return inbox.apply(text);
            }

            @Override
            public Taken putAside(InboundText text) {
                aside.add(text);
                return new Taken.InJournal(STATIC);
            }
        };
    }

    /// An account, a public URL, two tokens.
    static Doors live() {
        return new Doors(Map.of(
                "micronaut.server.port",
                -1,
                "amparo.public-url",
                PUBLIC,
                "amparo.serve-drafts",
                true,
                "amparo.fallback-patience",
                "PT1S",
                "twilio.account-sid",
                "AC" + "0".repeat(32),
                "twilio.auth-token",
                TOKEN,
                "twilio.auth-token-secondary",
                SECONDARY));
    }

    /// Simulated phones over loopback.
    static Doors demonstration() {
        return new Doors(Map.of("micronaut.server.port", -1, "amparo.simulator.token", TOKEN));
    }

    private static Releases releases() {
        var release = FileRelease.of(ContentFiles.packed(), () -> NOW);
        return () -> release;
    }

    ApplicationContext context() {
        return context;
    }

    String url() {
        return "http://localhost:" + server.getPort();
    }

    /// What Twilio sends with a text.
    static Map<String, String> text(String from, String body) {
        var form = new LinkedHashMap<String, String>();
        form.put("MessageSid", "SM" + "1".repeat(32));
        form.put("AccountSid", "AC" + "0".repeat(32));
        form.put("From", from);
        form.put("To", TestLines.LINE.number().e164());
        form.put("Body", body);
        form.put("NumMedia", "0");
        form.put("FromCountry", "RO");
        return form;
    }

    /// Posts a form as Twilio does, signed over the public URL.
    HttpResponse<String> posts(String path, Map<String, String> form) {
        return posts(path, form, TOKEN);
    }

    HttpResponse<String> posts(String path, Map<String, String> form, String token) {
        var fields = form.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
        return posts(path, encoded(form), Signatures.sign(token, PUBLIC + path, fields));
    }

    HttpResponse<String> posts(String path, String raw, String signature) {
        return sends(path, "application/x-www-form-urlencoded", raw, Optional.of(signature));
    }

    HttpResponse<String> sends(String path, String type, String raw, Optional<String> signature) {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(raw));
        signature.ifPresent(text -> request.header("X-Twilio-Signature", text));
        return sends(request.build());
    }

    HttpResponse<String> sends(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        http.close();
        server.stop();
        context.close();
    }

    private static boolean wanted(String bean) {
        return bean.startsWith("org.amparo.")
                ? bean.startsWith("org.amparo.twilio.")
                : !bean.startsWith("io.micronaut.configuration.jdbc.") && !bean.startsWith("io.micronaut.flyway.");
    }

    /// A context without a database that knows, of our own rooms, only this one. (Micronaut's own class is declared
    /// so.)
    @SuppressWarnings({"overrides", "rawtypes"})
    private static ApplicationContext oneRoom(ApplicationContextConfiguration configuration) {
        return new DefaultApplicationContext(configuration) {
            @Override
            protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
                return super.resolveBeanDefinitionReferences().stream()
                        .filter(bean -> wanted(bean.getBeanDefinitionName()))
                        .toList();
            }
        };
    }
}
