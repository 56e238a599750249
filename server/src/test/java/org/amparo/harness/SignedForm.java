package org.amparo.harness;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes the webhooks a carrier sends, field by field, with a signature of its own making.
///
/// @param here where the program listens
/// @param publicUrl the address it is known under, which is signed
public record SignedForm(String here, String publicUrl, String token) {
    /// @param path with its query
    public HttpRequest.Builder post(String path, Map<String, String> fields) {
        return raw(path, encoded(fields), signature(publicUrl + path, fields));
    }

    /// A body and a signature as they are, whether or not they fit.
    public HttpRequest.Builder raw(String path, String body, String signature) {
        return HttpRequest.newBuilder(URI.create(here + path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .header("X-Twilio-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /// HMAC-SHA1 over the address and the sorted fields, in Base64 (twilio.com/docs/usage/webhooks).
    public String signature(String url, Map<String, String> fields) {
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

    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        return "SignedForm[]";
    }
}
