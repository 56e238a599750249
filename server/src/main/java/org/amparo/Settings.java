package org.amparo;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.alarms.AlarmAddresses;
import org.amparo.platform.RetentionTimes;
import org.amparo.platform.StartRefused;

/// What the environment says, checked: every value that is missing or makes no sense refuses the start with one
/// line that names the key and the mend. `application.yml` documents the keys.
///
/// @param demo demonstration: simulated phones, fictional people, drafts served
/// @param port 0 takes a free one
/// @param publicUrl base address under which the carrier reaches us, without a slash at its end
record Settings(
        boolean demo,
        String host,
        int port,
        Optional<String> publicUrl,
        Optional<String> databaseUrl,
        String databaseUsername,
        String databasePassword,
        Optional<Path> home,
        Optional<Path> keySet,
        Optional<Path> content,
        Optional<Path> translations,
        boolean serveDrafts,
        boolean informationOnly,
        String lines,
        RetentionTimes retention,
        Map<String, String> carrier,
        Alarming alarming) {

    /// Where alarms go beside the carrier, and who watches from outside.
    ///
    /// @param managementPort loopback port of the figures; 0 takes a free one
    record Alarming(
            Optional<String> mail,
            Optional<String> smtp,
            Optional<String> webhook,
            Optional<String> watchdog,
            Optional<Integer> managementPort) {
        boolean anyAddress() {
            return mail.isPresent() || webhook.isPresent();
        }

        @Override
        public String toString() {
            return "Alarming[]";
        }
    }

    private static final List<String> CARRIER_KEYS = List.of(
            "TWILIO_ACCOUNT_SID",
            "TWILIO_AUTH_TOKEN",
            "TWILIO_AUTH_TOKEN_SECONDARY",
            "TWILIO_API_URL",
            "TWILIO_CONTENT_RETENTION",
            "TWILIO_ADDRESS_RETENTION",
            "TWILIO_FRAUD_CHECK");

    /// Without the secrets.
    @Override
    public String toString() {
        return "Settings[demo=" + demo + ", host=" + host + ", port=" + port + "]";
    }

    static Settings read(Map<String, String> environment) {
        var env = new Environment(environment);
        var host = env.text("AMPARO_HOST").orElse("127.0.0.1");
        var publicUrl = env.text("AMPARO_PUBLIC_URL").map(Settings::publicUrl);
        var carrier = new LinkedHashMap<String, String>();
        CARRIER_KEYS.forEach(key -> env.text(key).ifPresent(value -> carrier.put(key, value)));
        boolean anyCarrier = environment.keySet().stream().anyMatch(key -> key.startsWith("TWILIO_"));
        boolean implicitDemo = !anyCarrier && publicUrl.isEmpty() && loopback(host);
        boolean demo = env.flag("AMPARO_DEMO").orElse(implicitDemo);
        var settings = new Settings(
                demo,
                host,
                env.number("AMPARO_PORT", 8080, 65_535),
                publicUrl,
                env.text("AMPARO_DATABASE_URL").map(Settings::databaseUrl),
                env.text("AMPARO_DATABASE_USERNAME").orElse("amparo"),
                env.text("AMPARO_DATABASE_PASSWORD").orElse(""),
                env.text("AMPARO_HOME").map(Path::of),
                env.text("AMPARO_KEYSET").map(Path::of),
                env.text("AMPARO_CONTENT").map(text -> folder("AMPARO_CONTENT", text)),
                env.text("AMPARO_TRANSLATIONS").map(text -> folder("AMPARO_TRANSLATIONS", text)),
                env.flag("AMPARO_SERVE_DRAFTS").orElse(demo),
                env.flag("AMPARO_INFORMATION_ONLY").orElse(false),
                env.text("AMPARO_LINES").orElse(""),
                RetentionTimes.read(environment),
                Map.copyOf(carrier),
                new Alarming(
                        env.text("AMPARO_ALARM_MAIL"),
                        env.text("AMPARO_SMTP_URL"),
                        env.text("AMPARO_ALARM_WEBHOOK"),
                        env.text("AMPARO_WATCHDOG_URL"),
                        env.optionalNumber("AMPARO_MANAGEMENT_PORT", 65_535)));
        settings.check();
        return settings;
    }

    private void check() {
        boolean account = carrier.containsKey("TWILIO_ACCOUNT_SID");
        if (!account && !carrier.isEmpty()) {
            throw new StartRefused("TWILIO_ACCOUNT_SID is missing while "
                    + carrier.keySet().iterator().next() + " is set: set both, or neither for a demonstration");
        }
        if (account && !carrier.containsKey("TWILIO_AUTH_TOKEN")) {
            throw new StartRefused(
                    "TWILIO_AUTH_TOKEN is missing: set it to the account's token, webhooks are checked with it");
        }
        if (account && publicUrl.isEmpty()) {
            throw new StartRefused(
                    "AMPARO_PUBLIC_URL is missing: set it to the https address under which the carrier reaches this"
                            + " server");
        }
        if (!demo && !account) {
            throw new StartRefused(
                    "TWILIO_ACCOUNT_SID is missing for a live start: set the carrier's account, or AMPARO_DEMO=true"
                            + " for a demonstration");
        }
        AlarmAddresses.check(alarming.mail(), alarming.smtp(), alarming.webhook(), alarming.watchdog());
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartRefused("AMPARO_HOST is not an address of this machine: set it to 127.0.0.1 or 0.0.0.0", e);
        }
    }

    private static String publicUrl(String text) {
        var mend = "AMPARO_PUBLIC_URL makes no sense: write it as https://example.org";
        try {
            var uri = URI.create(text);
            boolean local = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
            boolean scheme = "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local);
            if (!scheme || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
                throw new StartRefused(mend);
            }
            return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        } catch (IllegalArgumentException e) {
            throw new StartRefused(mend, e);
        }
    }

    private static String databaseUrl(String text) {
        if (!text.startsWith("jdbc:postgresql:")) {
            throw new StartRefused(
                    "AMPARO_DATABASE_URL makes no sense: write it as jdbc:postgresql://host:5432/amparo");
        }
        return text;
    }

    private static Path folder(String key, String text) {
        var path = Path.of(text);
        if (!java.nio.file.Files.isDirectory(path)) {
            throw new StartRefused(key + " names no folder: " + path.toAbsolutePath());
        }
        return path;
    }

    /// The environment's variables, an empty one counting as unset.
    private record Environment(Map<String, String> all) {
        Optional<String> text(String key) {
            return Optional.ofNullable(all.get(key)).map(String::strip).filter(value -> !value.isEmpty());
        }

        Optional<Boolean> flag(String key) {
            return text(key).map(value -> switch (value) {
                case "true" -> true;
                case "false" -> false;
                default ->
                    throw new StartRefused(key + " is neither true nor false: set it to one of them, or unset it");
            });
        }

        int number(String key, int otherwise, int most) {
            return number(key, String.valueOf(otherwise), most).orElse(otherwise);
        }

        Optional<Integer> optionalNumber(String key, int most) {
            return number(key, "none", most);
        }

        private Optional<Integer> number(String key, String otherwise, int most) {
            return text(key).map(value -> {
                if (!value.matches("[0-9]{1,6}") || Integer.parseInt(value) > most) {
                    throw new StartRefused(
                            key + " is not a number from 0 to " + most + ": set it, or unset it for " + otherwise);
                }
                return Integer.parseInt(value);
            });
        }
    }
}
