package org.amparo.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Balance;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amparo.lines.Line;
import org.amparo.lines.Lines;
import org.amparo.platform.StartRefused;

/// The command `check`: reads the carrier account and knocks at our own public address, and prints each finding
/// with its mend. Changes nothing, sends no message, prints no number and no token.
public final class GoLiveCheck {
    /// In the account's currency; some hundred texts.
    private static final BigDecimal LOW = BigDecimal.TEN;

    private final TwilioSettings settings;
    private final Optional<String> configured;
    /// What is configured, where it is an address at all; without a slash at its end.
    private final Optional<String> publicUrl;

    private final Lines lines;

    /// @param publicUrl as it is configured, whatever it is
    public GoLiveCheck(TwilioSettings settings, Optional<String> publicUrl, Lines lines) {
        this.settings = settings;
        this.configured = publicUrl.map(String::strip).filter(url -> !url.isEmpty());
        this.publicUrl = configured
                .filter(GoLiveCheck::isAddress)
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        this.lines = lines;
    }

    private static boolean isAddress(String url) {
        try {
            var uri = URI.create(url);
            return uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Prints a line a finding: `ok`, `mend` or `look`, what was found, and the mend.
    ///
    /// @return the exit code: 0 when nothing is to be mended, else 1
    public int run(PrintStream out) {
        var findings = findings();
        Finding.print(findings, out);
        return findings.stream().anyMatch(f -> f.level() == Finding.Level.MEND) ? 1 : 0;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        findings.addAll(address());
        if (settings.account().isEmpty()) {
            findings.add(Finding.mend("no carrier account is set", "set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"));
        } else {
            findings.addAll(account());
        }
        findings.addAll(LookYourself.findings(lines.all()));
        return findings;
    }

    private List<Finding> address() {
        if (configured.isPresent() && publicUrl.isEmpty()) {
            return List.of(Finding.mend(
                    "the public address makes no sense", "write AMPARO_PUBLIC_URL as https://example.org"));
        }
        if (publicUrl.isEmpty()) {
            return List.of(Finding.mend(
                    "no public address is set",
                    "set AMPARO_PUBLIC_URL to the https address under which the carrier reaches this server"));
        }
        var uri = URI.create(publicUrl.get());
        return "https".equals(uri.getScheme())
                ? List.of(Finding.ok("public address: https"))
                : List.of(Finding.mend(
                        "the public address is not https: texts would cross the network in clear",
                        "set AMPARO_PUBLIC_URL to an https address with a certificate the carrier trusts"));
    }

    private List<Finding> account() {
        try {
            settings.check();
        } catch (StartRefused e) {
            return List.of(Finding.mend("the carrier's settings make no sense", String.valueOf(e.getMessage())));
        }
        var findings = new ArrayList<Finding>();
        findings.addAll(read(TwilioClients.of(settings)).all());
        publicUrl.ifPresent(url -> findings.addAll(new SignatureProbe(url).findings(tokens())));
        if (settings.secondaryToken().isEmpty()) {
            findings.add(Finding.look(
                    "webhooks: no second token is set",
                    "before you change tokens (Account > API keys & tokens > Secondary token) set"
                            + " TWILIO_AUTH_TOKEN_SECONDARY, or texts are refused meanwhile"));
        }
        return findings;
    }

    private Map<String, String> tokens() {
        var tokens = new LinkedHashMap<String, String>();
        settings.token().ifPresent(token -> tokens.put("TWILIO_AUTH_TOKEN", token));
        settings.secondaryToken().ifPresent(token -> tokens.put("TWILIO_AUTH_TOKEN_SECONDARY", token));
        return tokens;
    }

    /// What the account says, by what it is about.
    record Read(List<Finding> account, List<Finding> balance, List<Finding> numbers) {
        List<Finding> all() {
            return Stream.of(account, balance, numbers).flatMap(List::stream).toList();
        }
    }

    /// Asks the carrier; never throws.
    Read read(TwilioRestClient client) {
        var found = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try {
            found.account().add(state(Account.fetcher().fetch(client)));
            found.balance().add(balance(Balance.fetcher().fetch(client)));
            var numbers = new ArrayList<IncomingPhoneNumber>();
            IncomingPhoneNumber.reader().read(client).forEach(numbers::add);
            publicUrl.ifPresent(url -> found.numbers().addAll(numbers(numbers, url)));
        } catch (OneShotHttpClient.NotReached e) {
            found.account()
                    .add(Finding.mend(
                            "the carrier's API is not reached", "let this machine connect to " + settings.apiUrl()));
        } catch (ApiException e) {
            found.account().add(refused(e));
        } catch (RuntimeException e) {
            found.account()
                    .add(Finding.mend(
                            "the carrier's API gave no answer that can be read ("
                                    + e.getClass().getSimpleName() + ")",
                            "check TWILIO_API_URL, and try again later"));
        }
        return found;
    }

    private static Finding refused(ApiException e) {
        var code = e.getCode();
        return code != null && code == 20003
                ? Finding.mend(
                        "the carrier does not know this account and token",
                        "set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN as the console's first page shows them")
                : Finding.mend(
                        "the carrier refuses to be read (" + (code == null ? e.getStatusCode() : code) + ")",
                        "see twilio.com/docs/api/errors" + (code == null ? "" : "/" + code));
    }

    private static Finding state(Account account) {
        if (account.getStatus() != Account.Status.ACTIVE) {
            return Finding.mend("the account is not active", "see Account > General settings, or ask the carrier");
        }
        return account.getType() == Account.Type.TRIAL
                ? Finding.mend("the account is on trial: it texts verified numbers only", "upgrade it")
                : Finding.ok("account: active");
    }

    private static Finding balance(Balance balance) {
        var words = balance.getBalance() + " " + balance.getCurrency();
        return new BigDecimal(balance.getBalance()).compareTo(LOW) < 0
                ? Finding.mend("the balance is low (" + words + ")", "fill it, and switch on auto-recharge (Billing)")
                : Finding.ok("balance: " + words);
    }

    private List<Finding> numbers(List<IncomingPhoneNumber> numbers, String url) {
        var findings = new ArrayList<Finding>();
        for (var line : lines.all()) {
            numbers.stream()
                    .filter(number -> is(number, line))
                    .findFirst()
                    .ifPresentOrElse(
                            number -> findings.addAll(NumberCheck.findings(line, url, number)),
                            () -> findings.add(Finding.mend(
                                    "line " + line.name() + ": its number is not in the account",
                                    "buy or port it, or correct the number in content/lines/ or AMPARO_LINES")));
        }
        long strangers = numbers.stream()
                .filter(number -> lines.all().stream().noneMatch(line -> is(number, line)))
                .filter(number -> number.getSmsUrl() != null
                        && number.getSmsUrl().toString().startsWith(url + "/"))
                .count();
        if (strangers > 0) {
            findings.add(Finding.mend(
                    strangers + " more numbers of the account send us texts and are no lines: nobody is answered",
                    "describe each in content/lines/, or take our address out of it"));
        }
        return findings;
    }

    private static boolean is(IncomingPhoneNumber number, Line line) {
        return line.number().e164().equals(number.getPhoneNumber().getEndpoint());
    }
}
