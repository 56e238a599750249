package org.amparo.twilio;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.amparo.platform.StartRefused;
import org.jspecify.annotations.Nullable;

/// The carrier's account and how we talk to it. Printing it shows no token.
///
/// @param accountSid unset: no account, the simulated carrier is used
/// @param authTokenSecondary accepted on webhooks too, while tokens are changed
/// @param apiUrl base address of the REST API
/// @param requestTimeout for one request as a whole, once connected
/// @param contentRetention `discard` or `retain`: whether Twilio keeps the body of what we send
/// @param addressRetention `obfuscate` or `retain`: whether Twilio keeps the number we send to
/// @param fraudCheck `automatic`: Twilio's fraud check may hold up what the program says, but never what people say
///     to each other; `all`: it may hold up everything; `none`: nothing (`twilio/rules.md` 10)
@ConfigurationProperties("twilio")
public record TwilioSettings(
        @Nullable String accountSid,
        @Nullable String authToken,
        @Nullable String authTokenSecondary,
        @Bindable(defaultValue = "https://api.twilio.com") String apiUrl,
        @Bindable(defaultValue = "5s") Duration connectTimeout,
        @Bindable(defaultValue = "15s") Duration requestTimeout,
        @Bindable(defaultValue = "discard") String contentRetention,
        @Bindable(defaultValue = "obfuscate") String addressRetention,
        @Bindable(defaultValue = "automatic") String fraudCheck) {

    /// What the environment's `TWILIO_…` say, for commands that run without the server.
    public static TwilioSettings of(Map<String, String> environment) {
        return new TwilioSettings(
                set(environment, "TWILIO_ACCOUNT_SID"),
                set(environment, "TWILIO_AUTH_TOKEN"),
                set(environment, "TWILIO_AUTH_TOKEN_SECONDARY"),
                set(environment, "TWILIO_API_URL", "https://api.twilio.com"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                set(environment, "TWILIO_CONTENT_RETENTION", "discard"),
                set(environment, "TWILIO_ADDRESS_RETENTION", "obfuscate"),
                set(environment, "TWILIO_FRAUD_CHECK", "automatic"));
    }

    /// An empty variable counts as unset.
    private static @Nullable String set(Map<String, String> environment, String key) {
        var value = environment.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static String set(Map<String, String> environment, String key, String otherwise) {
        var value = set(environment, key);
        return value == null ? otherwise : value;
    }

    /// The id of the account, once there is one.
    Optional<String> account() {
        return Optional.ofNullable(accountSid);
    }

    Optional<String> token() {
        return Optional.ofNullable(authToken);
    }

    Optional<String> secondaryToken() {
        return Optional.ofNullable(authTokenSecondary);
    }

    /// Refuses what makes no sense, with one line that names the key and the mend.
    ///
    /// @throws StartRefused if so
    public void check() {
        require(
                accountSid == null || accountSid.matches("AC[0-9a-fA-F]{32}"),
                "TWILIO_ACCOUNT_SID makes no sense: it is AC and 32 hexadecimal digits, see the console's first page");
        require(
                accountSid == null || authToken != null,
                "TWILIO_AUTH_TOKEN is missing: set it to the account's token, webhooks are checked with it");
        require(web(apiUrl), "TWILIO_API_URL makes no sense: write it as https://api.twilio.com, or unset it");
        require(
                contentRetention.equals("discard") || contentRetention.equals("retain"),
                "TWILIO_CONTENT_RETENTION makes no sense: set it to discard or retain");
        require(
                addressRetention.equals("obfuscate") || addressRetention.equals("retain"),
                "TWILIO_ADDRESS_RETENTION makes no sense: set it to obfuscate or retain");
        require(
                fraudCheck.matches("automatic|all|none"),
                "TWILIO_FRAUD_CHECK makes no sense: set it to automatic, all or none");
    }

    /// @param conversation the text is of people to each other, or calls one
    boolean withoutFraudCheck(boolean conversation) {
        return fraudCheck.equals("none") || (conversation && !fraudCheck.equals("all"));
    }

    private static boolean web(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean fine, String mend) {
        if (!fine) {
            throw new StartRefused(mend);
        }
    }

    @Override
    public String toString() {
        return "TwilioSettings[" + (accountSid == null ? "no account" : "an account") + "]";
    }
}
