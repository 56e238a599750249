package org.amparo.twilio;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The door of every webhook: reads the body, checks the signature, and answers in plain words whatever goes wrong.
/// Nothing of a request is echoed or logged; an answer of 4xx or 5xx makes Twilio call the fallback address.
@Singleton
final class WebhookDoor {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDoor.class);

    /// Bytes; Twilio's own are a few thousand.
    private static final int LARGEST = 64 * 1024;

    private final PublicUrl publicUrl;
    private final WebhookTokens tokens;

    WebhookDoor(PublicUrl publicUrl, WebhookTokens tokens) {
        this.publicUrl = publicUrl;
        this.tokens = tokens;
    }

    /// Hands a form that Twilio signed to `then`; closed to everything else.
    HttpResponse<String> open(
            HttpRequest<?> request, @Nullable InputStream body, Function<Form, HttpResponse<String>> then) {
        try {
            if (declaredLength(request) > LARGEST) {
                return tooLarge();
            }
            var raw = body == null ? new byte[0] : body.readNBytes(LARGEST + 1);
            return raw.length > LARGEST ? tooLarge() : signed(request, raw, then);
        } catch (IOException e) {
            LOG.warn("a webhook's body broke off: the carrier will try again");
            return plain(HttpStatus.BAD_REQUEST, "The body broke off.");
        } catch (RuntimeException e) {
            // an exception's message may quote what it was given
            var stack = e.getStackTrace();
            LOG.error(
                    "a webhook was not carried out ({} at {}): the carrier is told, and calls the fallback",
                    e.getClass().getSimpleName(),
                    stack.length == 0 ? "?" : stack[0]);
            return plain(HttpStatus.INTERNAL_SERVER_ERROR, "Not accepted. Please use the fallback.");
        }
    }

    private HttpResponse<String> signed(HttpRequest<?> request, byte[] raw, Function<Form, HttpResponse<String>> then) {
        var signature = request.getHeaders().get("X-Twilio-Signature");
        if (signature == null) {
            return forbidden();
        }
        var url = publicUrl.asCalled(request);
        if (!isForm(request.getHeaders().get("Content-Type"), raw)) {
            return Signatures.validBody(tokens.accepted(), url, raw, signature)
                    ? plain(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Send a form: application/x-www-form-urlencoded.")
                    : forbidden();
        }
        var form = Form.read(raw);
        if (form.isEmpty()) {
            return plain(HttpStatus.BAD_REQUEST, "The form cannot be read: it must be UTF-8 with whole escapes.");
        }
        return Signatures.valid(tokens.accepted(), url, form.get().fields(), signature)
                ? then.apply(form.get())
                : forbidden();
    }

    private static boolean isForm(@Nullable String type, byte[] raw) {
        if (type == null) {
            return raw.length == 0;
        }
        var parts =
                type.toLowerCase(Locale.ROOT).replace(" ", "").replace("\"", "").split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].startsWith("charset=") && !parts[i].equals("charset=utf-8")) {
                return false;
            }
        }
        return parts[0].equals("application/x-www-form-urlencoded");
    }

    private static long declaredLength(HttpRequest<?> request) {
        return request.getContentLength();
    }

    /// An answer in Twilio's markup.
    static HttpResponse<String> answer(String twiml) {
        return HttpResponse.ok(twiml).contentType(MediaType.of("text/xml;charset=utf-8"));
    }

    /// A refusal that says what to mend, and nothing of what came.
    static HttpResponse<String> plain(HttpStatus status, String words) {
        return HttpResponse.<String>status(status).body(words).contentType(MediaType.TEXT_PLAIN_TYPE);
    }

    private static HttpResponse<String> tooLarge() {
        return plain(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "Too large: at most 64 kB.");
    }

    private static HttpResponse<String> forbidden() {
        return plain(HttpStatus.FORBIDDEN, "Forbidden.");
    }
}
