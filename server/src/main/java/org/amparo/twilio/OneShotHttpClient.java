package org.amparo.twilio;

import com.twilio.exception.ApiConnectionException;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;

/// Carries the kit's requests over the JDK's client, to a base address of our choice, each exactly once: the kit by
/// itself repeats a POST three times when the answer is 5xx, and would send a text three times.
///
/// Connections are reused. Thread-safe.
final class OneShotHttpClient extends HttpClient {
    private final java.net.http.HttpClient client;
    private final String base;
    private final Duration timeout;

    OneShotHttpClient(String base, Duration connectTimeout, Duration timeout) {
        this.client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.timeout = timeout;
    }

    /// Nothing was written: the carrier cannot have it.
    static final class NotReached extends ApiConnectionException {
        private static final long serialVersionUID = 1L;

        NotReached(IOException cause) {
            super("the carrier was not reached", cause);
        }
    }

    /// Something was written, and no answer came: the carrier may have it.
    static final class BrokenOff extends ApiConnectionException {
        private static final long serialVersionUID = 1L;

        BrokenOff(Exception cause) {
            super("no answer from the carrier", cause);
        }
    }

    /// An error that holds no words of Twilio's: a gateway's page, or nothing. The kit would forget the status.
    static final class Unexplained extends ApiConnectionException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Unexplained(int status) {
            super("the carrier answered " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        try {
            var response = client.send(translated(request), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 400 && !response.body().stripLeading().startsWith("{")) {
                throw new Unexplained(response.statusCode());
            }
            return new Response(response.body(), response.statusCode());
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
            throw new NotReached(e);
        } catch (IOException e) {
            throw new BrokenOff(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff(e);
        }
    }

    private HttpRequest translated(Request request) {
        var to = HttpRequest.newBuilder(URI.create(base + request.constructURL().getFile()))
                .timeout(timeout)
                .header("Accept", "application/json");
        if (request.requiresAuthentication()) {
            to.header("Authorization", request.getAuthString());
        }
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> to.header(name, value)));
        if (request.getMethod() == HttpMethod.GET) {
            return to.GET().build();
        }
        if (request.getMethod() == HttpMethod.DELETE) {
            return to.DELETE().build();
        }
        return to.header("Content-Type", "application/x-www-form-urlencoded")
                .method(request.getMethod().toString(), HttpRequest.BodyPublishers.ofString(request.encodeFormBody()))
                .build();
    }
}
