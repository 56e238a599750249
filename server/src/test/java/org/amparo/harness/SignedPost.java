package org.amparo.harness;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.amparo.lines.Lines;

/// A webhook as the carrier posts it, which a walk may post again, in another order, and to another program.
///
/// @param path with its query
public record SignedPost(String path, Map<String, String> fields) {

    /// A text from a phone, under a carrier's id.
    public static SignedPost text(Node node, String id, Phone from, String body) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("AccountSid", "AC" + "0".repeat(32));
        fields.put("MessageSid", id);
        fields.put("From", from.number());
        fields.put("To", node.bean(Lines.class).first().number().e164());
        fields.put("Body", body);
        fields.put("NumMedia", "0");
        return new SignedPost("/twilio/messages", fields);
    }

    /// A delivery report for the row with that token.
    public static SignedPost report(String token, String id, String status) {
        return new SignedPost(
                "/twilio/message-status?row=" + token,
                Map.of("AccountSid", "AC" + "0".repeat(32), "MessageSid", id, "MessageStatus", status));
    }

    /// The same text at the fallback address.
    public SignedPost fallback() {
        return new SignedPost("/twilio/fallback", fields);
    }

    /// Posts it to that program.
    ///
    /// @return what it answered, status 200
    public String to(Node node) {
        var url = node.url() + path;
        var token = node.program()
                .context()
                .getProperty("amparo.simulator.token", String.class)
                .orElseThrow();
        HttpResponse<String> answer = Node.send(HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", signature(token, url))
                .POST(HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build());
        if (answer.statusCode() != 200) {
            throw new AssertionError("the webhook got " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private String signature(String token, String url) {
        var signed = new StringBuilder(url);
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
