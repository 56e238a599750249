package org.amparo.twilio;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Function;
import org.amparo.platform.FailureKind;
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

    private static final String TOO_LARGE = "Too large: at most 64 kB.";

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
            if (body == null) {
                return signed(request, new byte[0], then);
            }
            var raw = body.readNBytes(LARGEST + 1);
            if (raw.length > LARGEST) {
                return tooLarge(body);
            }
            return signed(request, raw, then);
        } catch (IOException e) {
            // beyond its own limit the server gives nothing to read at all
            if (request.getContentLength() > LARGEST) {
                return closing(HttpStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE);
            }
            LOG.warn("a webhook's body broke off: the carrier will try again");
            return closing(HttpStatus.BAD_REQUEST, "The body broke off.");
        } catch (RuntimeException | Error e) {
            LOG.error(
                    "a webhook was not carried out ({}): the carrier is told, and calls the fallback",
                    FailureKind.of(e));
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
                ? then.apply(form.get().known())
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

    /// An answer in Twilio's markup.
    static HttpResponse<String> answer(String twiml) {
        return HttpResponse.ok(twiml).contentType(MediaType.of("text/xml;charset=utf-8"));
    }

    /// A refusal that says what to mend, and nothing of what came.
    static MutableHttpResponse<String> plain(HttpStatus status, String words) {
        return HttpResponse.<String>status(status).body(words).contentType(MediaType.TEXT_PLAIN_TYPE);
    }

    /// Reads on before it answers, or the sender would not hear it; the server breaks that off at its own limit.
    private static HttpResponse<String> tooLarge(InputStream rest) {
        try (rest) {
            rest.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            LOG.debug("a webhook is larger than the server reads");
        }
        return closing(HttpStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE);
    }

    /// What is left of the body on the connection must not be taken for the next request.
    private static HttpResponse<String> closing(HttpStatus status, String words) {
        return plain(status, words).header("Connection", "close");
    }

    private static HttpResponse<String> forbidden() {
        return plain(HttpStatus.FORBIDDEN, "Forbidden.");
    }
}
