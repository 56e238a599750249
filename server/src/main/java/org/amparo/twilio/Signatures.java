package org.amparo.twilio;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Twilio's signature of a webhook: HMAC-SHA1 with the account's token over the URL it called and every field it
/// sent (twilio.com/docs/usage/webhooks/webhooks-security). It holds no time and no nonce, so a captured request
/// is valid for ever: only the message id tells a repeat.
///
/// The kit's own validator takes one value a field; a repeated field would not verify there.
final class Signatures {
    private static final Pattern AUTHORITY = Pattern.compile("^([a-z]+)://([^/?#]*)(.*)$", Pattern.DOTALL);
    private static final Pattern BODY_HASH = Pattern.compile("[?&]bodySHA256=([0-9a-fA-F]{64})(?:[&#]|$)");

    private Signatures() {}

    /// The signature Twilio would send with this form.
    static String sign(String token, String url, Map<String, List<String>> fields) {
        var signed = new StringBuilder(url);
        // a value that comes twice is signed once, and values are sorted like names
        new TreeMap<>(fields)
                .forEach((name, values) -> new TreeSet<>(values)
                        .forEach(value -> signed.append(name).append(value)));
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(utf8(signed.toString())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }

    /// Whether one of the tokens made this signature. Takes as long for a wrong signature as for a right one.
    static boolean valid(List<String> tokens, String url, Map<String, List<String>> fields, String signature) {
        var given = utf8(signature);
        boolean valid = false;
        for (var token : tokens) {
            for (var form : forms(url)) {
                valid |= MessageDigest.isEqual(utf8(sign(token, form, fields)), given);
            }
        }
        return valid;
    }

    /// The same for a body that is no form: its hash stands in the URL, and the URL is signed.
    static boolean validBody(List<String> tokens, String url, byte[] body, String signature) {
        var hash = BODY_HASH.matcher(url);
        if (!hash.find()) {
            return false;
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return MessageDigest.isEqual(digest, HexFormat.of().parseHex(hash.group(1)))
                    && valid(tokens, url, Map.of(), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /// The ways Twilio's servers have been seen to write one URL before signing it: with and without the port,
    /// with an apostrophe as itself and escaped.
    private static Set<String> forms(String url) {
        var forms = new LinkedHashSet<String>();
        var parts = AUTHORITY.matcher(url);
        if (parts.matches()) {
            var scheme = parts.group(1);
            var authority = parts.group(2);
            int colon = authority.lastIndexOf(':');
            boolean port = colon > authority.lastIndexOf(']') && colon > authority.lastIndexOf('@');
            var without = port ? authority.substring(0, colon) : authority;
            var with = port ? authority : authority + (scheme.equals("https") ? ":443" : ":80");
            for (var each : List.of(with, without)) {
                forms.add(scheme + "://" + each + parts.group(3));
            }
        }
        forms.add(url);
        Set.copyOf(forms).forEach(form -> forms.add(form.replace("'", "%27")));
        return forms;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
