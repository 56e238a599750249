package org.amparo.alarms;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amparo.platform.StartRefused;

/// Reads the addresses of the second channel and the outside watchdog, and refuses what makes no sense with one
/// line that names the key and the mend.
public final class AlarmAddresses {
    private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+");

    private AlarmAddresses() {}

    /// @throws StartRefused if any makes no sense, or one is there without the other
    public static void check(
            Optional<String> mail, Optional<String> smtp, Optional<String> webhook, Optional<String> watchdog) {
        mail.ifPresent(AlarmAddresses::mail);
        smtp.ifPresent(MailServer::of);
        webhook.ifPresent(AlarmAddresses::webhook);
        watchdog.ifPresent(AlarmAddresses::watchdog);
        if (mail.isPresent() && smtp.isEmpty()) {
            throw new StartRefused("AMPARO_SMTP_URL is missing while AMPARO_ALARM_MAIL is set: write it as"
                    + " smtps://user:password@mail.example.org, or unset AMPARO_ALARM_MAIL");
        }
        if (smtp.isPresent() && mail.isEmpty()) {
            throw new StartRefused("AMPARO_ALARM_MAIL is missing while AMPARO_SMTP_URL is set: write to whom alarms go,"
                    + " or unset AMPARO_SMTP_URL");
        }
    }

    static List<String> mail(String text) {
        var all = Arrays.stream(text.split(",")).map(String::strip).toList();
        if (!all.stream().allMatch(one -> MAIL.matcher(one).matches())) {
            throw new StartRefused(
                    "AMPARO_ALARM_MAIL makes no sense: write one or more addresses, separated by commas");
        }
        return all;
    }

    static URI webhook(String text) {
        return web("AMPARO_ALARM_WEBHOOK", text);
    }

    static URI watchdog(String text) {
        return web("AMPARO_WATCHDOG_URL", text);
    }

    private static URI web(String key, String text) {
        var mend = key + " makes no sense: write it as https://example.org/path";
        try {
            var uri = URI.create(text);
            if (uri.getHost() == null
                    || !("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && loopback(uri.getHost())))) {
                throw new StartRefused(mend);
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new StartRefused(mend, e);
        }
    }

    static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
