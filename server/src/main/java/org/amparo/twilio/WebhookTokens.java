package org.amparo.twilio;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The tokens a webhook may be signed with. None: no webhook is accepted.
@Singleton
final class WebhookTokens {
    private final List<String> accepted;

    /// @param simulator what the simulated phones sign with, while there is no account
    @Inject
    WebhookTokens(TwilioSettings twilio, @Nullable @Property(name = "amparo.simulator.token") String simulator) {
        this(Stream.of(
                        twilio.token(),
                        twilio.secondaryToken(),
                        twilio.account().isPresent() ? Optional.<String>empty() : Optional.ofNullable(simulator))
                .flatMap(Optional::stream)
                .filter(token -> !token.isBlank())
                .toList());
    }

    WebhookTokens(List<String> accepted) {
        this.accepted = List.copyOf(accepted);
    }

    List<String> accepted() {
        return accepted;
    }
}
