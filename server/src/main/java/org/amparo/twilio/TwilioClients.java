package org.amparo.twilio;

import com.twilio.http.TwilioRestClient;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/// Makes the kit's client, once an account is configured.
@Factory
final class TwilioClients {

    @Singleton
    @Requires(property = "twilio.account-sid")
    TwilioRestClient client(TwilioSettings settings) {
        settings.check();
        return of(settings);
    }

    static TwilioRestClient of(TwilioSettings settings) {
        return new TwilioRestClient.Builder(
                        settings.account().orElseThrow(), settings.token().orElseThrow())
                .httpClient(
                        new OneShotHttpClient(settings.apiUrl(), settings.connectTimeout(), settings.requestTimeout()))
                .build();
    }
}
