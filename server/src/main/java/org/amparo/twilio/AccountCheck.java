package org.amparo.twilio;

import com.twilio.http.TwilioRestClient;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.amparo.delivery.CarrierCheck;
import org.amparo.lines.Lines;
import org.jspecify.annotations.Nullable;

/// The findings of the go-live check that can change by themselves, looked at while we live.
@Singleton
@Requires(property = "twilio.account-sid")
final class AccountCheck implements CarrierCheck {
    private final GoLiveCheck check;
    private final TwilioRestClient client;

    AccountCheck(
            TwilioSettings settings,
            TwilioRestClient client,
            Lines lines,
            @Nullable @Property(name = "amparo.public-url") String publicUrl) {
        this.check = new GoLiveCheck(settings, Optional.ofNullable(publicUrl), lines);
        this.client = client;
    }

    @Override
    public Set<Wrong> look() {
        var found = check.read(client);
        var wrong = EnumSet.noneOf(Wrong.class);
        mend(found.account(), Wrong.ACCOUNT, wrong);
        mend(found.balance(), Wrong.BALANCE, wrong);
        mend(found.numbers(), Wrong.WEBHOOKS, wrong);
        return wrong;
    }

    private static void mend(List<Finding> findings, Wrong what, Set<Wrong> wrong) {
        if (findings.stream().anyMatch(one -> one.level() == Finding.Level.MEND)) {
            wrong.add(what);
        }
    }
}
