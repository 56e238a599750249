package org.amparo.harness;

import java.net.http.HttpRequest;
import java.util.LinkedHashMap;

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
        return new SignedForm(to, publicUrl, token).post(PATH, fields).build();
    }
}
