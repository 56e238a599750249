package org.amparo.alarms;

import io.micronaut.context.annotation.Property;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The channels that are not the carrier: mail and webhook, as far as they are set up. They know no person. Called
/// outside any transaction; safe for many threads.
@Singleton
final class SecondChannels {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Optional<MailServer> server;
    private final List<String> mailTo;
    private final Optional<URI> webhook;
    private final ObjectMapper json;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    SecondChannels(
            ObjectMapper json,
            @Nullable @Property(name = "amparo.alarm.mail") String mail,
            @Nullable @Property(name = "amparo.alarm.smtp-url") String smtp,
            @Nullable @Property(name = "amparo.alarm.webhook") String webhook) {
        this.json = json;
        this.mailTo = mail == null ? List.of() : AlarmAddresses.mail(mail);
        this.server = smtp == null ? Optional.empty() : Optional.of(MailServer.of(smtp));
        this.webhook = Optional.ofNullable(webhook).map(AlarmAddresses::webhook);
    }

    List<Notice.Channel> all() {
        var all = new ArrayList<Notice.Channel>();
        if (server.isPresent() && !mailTo.isEmpty()) {
            all.add(Notice.Channel.MAIL);
        }
        if (webhook.isPresent()) {
            all.add(Notice.Channel.WEBHOOK);
        }
        return all;
    }

    /// What is said, whatever the channel.
    ///
    /// @param facts ids and words of the machine room, for a program that reads them
    record Message(String subject, String text, Map<String, Object> facts) {
        Message {
            facts = new LinkedHashMap<>(facts);
        }
    }

    /// @throws IOException when it did not arrive, for all we know
    void say(Notice.Channel channel, Message message) throws IOException {
        switch (channel) {
            case MAIL -> {
                if (server.isPresent()) {
                    server.get().send(mailTo, message.subject(), message.text());
                }
            }
            case WEBHOOK -> {
                if (webhook.isPresent()) {
                    post(webhook.get(), message);
                }
            }
        }
    }

    private void post(URI address, Message message) throws IOException {
        var fields = new LinkedHashMap<>(message.facts());
        fields.put("subject", message.subject());
        fields.put("text", message.text());
        var request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(fields)))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new IOException("the webhook answered " + status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }
}
