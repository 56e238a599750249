package org.amparo.twilio;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Knocks at our own public address as Twilio would: rightly signed, and wrongly. The report it brings is about a
/// message that never was, so nothing comes of it.
final class SignatureProbe {
    private static final Map<String, String> REPORT =
            Map.of("MessageSid", "SM" + "0".repeat(32), "MessageStatus", "queued");

    private final String url;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    SignatureProbe(String publicUrl) {
        this.url = publicUrl + "/twilio/message-status";
    }

    /// @param tokens name of the key to token
    List<Finding> findings(Map<String, String> tokens) {
        var findings = new ArrayList<Finding>();
        try {
            for (var token : new LinkedHashMap<>(tokens).entrySet()) {
                findings.add(right(token.getKey(), post(token.getValue())));
            }
            findings.add(wrong(post("not the token")));
        } catch (IOException e) {
            findings.add(Finding.look(
                    "webhooks: " + url + " cannot be reached from here",
                    "start the server, and run the check from outside your network: the carrier must reach it"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return findings;
    }

    private static Finding right(String key, int status) {
        return switch (status) {
            case 200 -> Finding.ok("webhooks: what is signed with " + key + " is accepted");
            case 403 ->
                Finding.mend(
                        "webhooks: what is signed with " + key + " is refused",
                        "the running server has another token, or AMPARO_PUBLIC_URL differs from this one: set both"
                                + " alike and start it again");
            default ->
                Finding.mend(
                        "webhooks: our public address answers " + status,
                        "let AMPARO_PUBLIC_URL and the proxy lead /twilio/ to this server unchanged");
        };
    }

    private static Finding wrong(int status) {
        return status == 403
                ? Finding.ok("webhooks: what is signed wrongly is refused")
                : Finding.mend(
                        "webhooks: what is signed wrongly is answered with " + status,
                        "something between us and the carrier answers in our place: let the proxy pass /twilio/"
                                + " unchanged");
    }

    private int post(String token) throws IOException, InterruptedException {
        var fields = REPORT.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
        var form = REPORT.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", Signatures.sign(token, url, fields))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
