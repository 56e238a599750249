package org.amparo.harness;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
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

/// A text's webhook as the carrier would post it, made here and not by the program's own simulator.
///
/// @param publicUrl the address the signature is over
/// @param token the account's token
public record SignedWebhook(String publicUrl, String token) {
    private static final String PATH = "/twilio/messages";
    private static final String ACCOUNT = "AC" + "0".repeat(32);

    /// A request that brings one text.
    ///
    /// @param to where the program listens
    /// @param messageId the carrier's id; the same for repeats
    public HttpRequest text(String to, String messageId, String from, String line, String body) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("AccountSid", ACCOUNT);
        fields.put("Body", body);
        fields.put("From", from);
        fields.put("MessageSid", messageId);
        fields.put("NumMedia", "0");
        fields.put("NumSegments", "1");
        fields.put("SmsStatus", "received");
        fields.put("To", line);
        return HttpRequest.newBuilder(URI.create(to + PATH))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", signature(fields))
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
                .build();
    }

    private String signature(Map<String, String> fields) {
        var signed = new StringBuilder(publicUrl).append(PATH);
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

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
