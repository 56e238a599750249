package org.amparo.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes webhooks as the carrier does: a form, and a signature over the public URL and every field
/// (twilio.com/docs/usage/webhooks/webhooks-security).
final class Webhook {
    private Webhook() {}

    /// The whole HTTP request, ready for the wire.
    ///
    /// @param base the public URL
    static byte[] post(String base, String path, String token, Map<String, String> fields) {
        var sorted = new TreeMap<>(fields);
        var signed = new StringBuilder(base + path);
        sorted.forEach((name, value) -> signed.append(name).append(value));
        var body = sorted.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return ("""
                POST %s HTTP/1.1\r
                Host: %s\r
                Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r
                X-Twilio-Signature: %s\r
                User-Agent: TwilioProxy/1.1\r
                Content-Length: %d\r
                \r
                %s""")
                .formatted(path, base.replace("http://", ""), mac(token, signed.toString()), body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String mac(String token, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }
}
