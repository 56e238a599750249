package org.amparo.harness;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /// A key pressed in the alert call of the row with that token.
    public static SignedPost key(String token, String id, String key) {
        return new SignedPost(
                "/twilio/calls/alert?row=" + token,
                Map.of("AccountSid", "AC" + "0".repeat(32), "CallSid", id, "Digits", key, "AnsweredBy", "human"));
    }

    /// The same text at the fallback address.
    public SignedPost fallback() {
        return new SignedPost("/twilio/fallback", fields);
    }

    /// Posts it to that program.
    ///
    /// @return what it answered, status 200
    public String to(Node node) {
        var token = node.program()
                .context()
                .getProperty("amparo.simulator.token", String.class)
                .orElseThrow();
        HttpResponse<String> answer = Node.send(
                new SignedForm(node.url(), node.url(), token).post(path, fields).build());
        if (answer.statusCode() != 200) {
            throw new AssertionError("the webhook got " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
