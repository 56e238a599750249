package org.amparo.alarms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.amparo.platform.StartRefused;

/// A mail server that takes a short plain mail from us (RFC 5321): `smtps://` speaks TLS from the start, `smtp://`
/// by STARTTLS where the server offers it. A password never crosses the network in clear. Safe for many threads;
/// a connection for each mail.
record MailServer(boolean secure, String host, int port, Optional<String> user, String password, String from) {
    private static final int LIMIT_MILLIS = 10_000;
    private static final int LINE = 76;
    private static final String MEND = "AMPARO_SMTP_URL makes no sense: write it as smtps://user:password@host or"
            + " smtp://user:password@host:587, and ?from=address unless the user is one; special characters as %40";

    /// @throws StartRefused when it makes no sense
    static MailServer of(String text) {
        try {
            var uri = URI.create(text);
            boolean secure = "smtps".equals(uri.getScheme());
            if (uri.getHost() == null || !(secure || "smtp".equals(uri.getScheme()))) {
                throw new StartRefused(MEND);
            }
            var login = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            Optional<String> user = login.length == 0 ? Optional.empty() : Optional.of(decoded(login[0]));
            var from = Optional.ofNullable(uri.getRawQuery())
                    .filter(query -> query.startsWith("from="))
                    .map(query -> decoded(query.substring("from=".length())))
                    .or(() -> user.filter(name -> name.contains("@")))
                    .orElse("amparo@" + uri.getHost());
            AlarmAddresses.mail(from);
            return new MailServer(
                    secure,
                    uri.getHost(),
                    uri.getPort() > 0 ? uri.getPort() : secure ? 465 : 587,
                    user,
                    login.length > 1 ? decoded(login[1]) : "",
                    from);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(MEND, e);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    void send(List<String> to, String subject, String text) throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), LIMIT_MILLIS);
            plain.setSoTimeout(LIMIT_MILLIS);
            if (secure) {
                try (var sealed = tls(plain)) {
                    talk(new Talk(sealed), true, to, subject, text);
                }
                return;
            }
            var talk = new Talk(plain);
            talk.expect(220);
            if (talk.hello().contains("STARTTLS")) {
                talk.say("STARTTLS", 220);
                try (var sealed = tls(plain)) {
                    talk(new Talk(sealed), false, to, subject, text);
                }
            } else if (user.isPresent() && !AlarmAddresses.loopback(host)) {
                throw new IOException("the mail server offers no TLS, and the password is not sent in clear");
            } else {
                deliver(talk, talk.hello(), to, subject, text);
            }
        }
    }

    private void talk(Talk talk, boolean greeted, List<String> to, String subject, String text) throws IOException {
        if (greeted) {
            talk.expect(220);
        }
        deliver(talk, talk.hello(), to, subject, text);
    }

    private void deliver(Talk talk, String offers, List<String> to, String subject, String text) throws IOException {
        if (user.isPresent()) {
            if (offers.matches("(?s).*\\bAUTH\\b[^\\n]*\\bPLAIN\\b.*") || !offers.contains("LOGIN")) {
                talk.say("AUTH PLAIN " + base64("\0" + user.get() + "\0" + password), 235);
            } else {
                talk.say("AUTH LOGIN", 334);
                talk.say(base64(user.get()), 334);
                talk.say(base64(password), 235);
            }
        }
        talk.say("MAIL FROM:<" + from + ">", 250);
        for (var one : to) {
            talk.say("RCPT TO:<" + one + ">", 250, 251);
        }
        talk.say("DATA", 354);
        talk.say(
                "From: <" + from + ">\r\nTo: " + String.join(", ", to) + "\r\nSubject: =?UTF-8?B?" + base64(subject)
                        + "?=\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'})
                                .encodeToString(text.getBytes(StandardCharsets.UTF_8))
                        + "\r\n.",
                250);
        talk.say("QUIT", 221, 250);
    }

    /// With the server's name checked against its certificate.
    private SSLSocket tls(Socket plain) throws IOException {
        var sealed = (SSLSocket)
                ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, plain.getPort(), true);
        var checks = sealed.getSSLParameters();
        checks.setEndpointIdentificationAlgorithm("HTTPS");
        sealed.setSSLParameters(checks);
        sealed.startHandshake();
        return sealed;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MailServer[]";
    }

    /// Commands and the codes they are answered with. What the server says beside is not repeated anywhere.
    private static final class Talk {
        private final BufferedReader in;
        private final OutputStream out;

        Talk(Socket socket) throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            out = socket.getOutputStream();
        }

        String hello() throws IOException {
            return say("EHLO amparo", 250);
        }

        String say(String command, int... wanted) throws IOException {
            out.write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return expect(wanted);
        }

        String expect(int... wanted) throws IOException {
            var all = new StringBuilder();
            String line;
            do {
                line = in.readLine();
                if (line == null || !line.matches("[0-9]{3}([ -].*)?")) {
                    throw new IOException("the mail server broke off");
                }
                all.append(line.length() > 4 ? line.substring(4) : "").append('\n');
            } while (line.length() > 3 && line.charAt(3) == '-');
            int code = Integer.parseInt(line.substring(0, 3));
            if (Arrays.stream(wanted).noneMatch(one -> one == code)) {
                throw new IOException("the mail server answered " + code);
            }
            return all.toString();
        }
    }
}
