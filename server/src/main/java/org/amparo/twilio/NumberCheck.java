package org.amparo.twilio;

import com.twilio.http.HttpMethod;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.amparo.lines.Line;
import org.jspecify.annotations.Nullable;

/// What is right and wrong about one number of the account that is a line of ours. Pure.
final class NumberCheck {
    private final String name;
    private final String publicUrl;
    private final IncomingPhoneNumber number;
    private final List<Finding> findings = new ArrayList<>();

    private NumberCheck(Line line, String publicUrl, IncomingPhoneNumber number) {
        this.name = "line " + line.name();
        this.publicUrl = publicUrl;
        this.number = number;
    }

    static List<Finding> findings(Line line, String publicUrl, IncomingPhoneNumber number) {
        var check = new NumberCheck(line, publicUrl, number);
        check.texts();
        check.fallback();
        check.calls();
        return check.findings;
    }

    private void texts() {
        var capabilities = number.getCapabilities();
        if (capabilities != null && !capabilities.getSms()) {
            mend("the number takes no SMS", "choose a number with SMS, or ask the carrier to switch it on");
        }
        if (said(number.getSmsApplicationSid())) {
            mend(
                    "an application answers texts in place of the number's own addresses",
                    "take it out: Phone Numbers > Active numbers > the number > Messaging configuration > Webhook");
            return;
        }
        address("texts", number.getSmsUrl(), number.getSmsMethod(), "/twilio/messages");
        var url = number.getSmsUrl();
        if (url != null && said(url.toString()) && !repeats(url)) {
            findings.add(Finding.look(
                    name + ", texts: the carrier tries our address twice only",
                    "write " + publicUrl + "/twilio/messages#rc=3 (a webhook rule of the account wins over it)"));
        }
    }

    /// Without one, a text that cannot be delivered is lost: an error is logged at the carrier, nothing more.
    private void fallback() {
        var url = number.getSmsFallbackUrl();
        var ours = publicUrl + "/twilio/fallback";
        if (url == null || !said(url.toString())) {
            mend(
                    "no fallback: a text that does not reach us is lost",
                    "set 'Primary handler fails' to " + ours
                            + " on another node or network, POST (Active numbers > the number > Messaging)");
            return;
        }
        if (number.getSmsFallbackMethod() != HttpMethod.POST) {
            mend("the fallback is called with GET, so numbers and texts end up in logs", "set it to POST");
        }
        if (without(url).equals(publicUrl + "/twilio/messages")) {
            mend("the fallback is the address that failed", "set it to " + ours + " on another node or network");
        } else if (Objects.equals(url.getHost(), URI.create(publicUrl).getHost())) {
            findings.add(Finding.look(
                    name + ", texts: the fallback is on the host of the first address",
                    "when that host is gone both are; another node, or a static answer at the carrier (TwiML Bin), is"
                            + " better"));
        } else {
            findings.add(Finding.ok(name + ", texts: fallback set on another host"));
        }
    }

    private void calls() {
        var capabilities = number.getCapabilities();
        if (capabilities != null && !capabilities.getVoice()) {
            findings.add(Finding.look(
                    name + ", calls: the number takes no calls",
                    "a caller hears the network's message, and alert calls need a number with voice"));
            return;
        }
        if (said(number.getTrunkSid()) || said(number.getVoiceApplicationSid())) {
            findings.add(Finding.look(
                    name + ", calls: a trunk or an application answers them",
                    "make sure that nothing it says is true about the service"));
            return;
        }
        address("calls", number.getVoiceUrl(), number.getVoiceMethod(), "/twilio/calls");
        var report = number.getStatusCallback();
        if (report != null && said(report.toString()) && !report.toString().startsWith(publicUrl + "/")) {
            findings.add(Finding.look(
                    name + ", calls: who calls is reported to " + report.getHost(),
                    "take 'Call status changes' out, unless you mean it"));
        }
    }

    private void address(String what, @Nullable URI url, @Nullable HttpMethod method, String path) {
        var wanted = publicUrl + path;
        if (url == null || !said(url.toString())) {
            mend(what + " go nowhere", "set the webhook to " + wanted + ", POST");
        } else if (!without(url).equals(wanted)) {
            mend(
                    what + " go to another address (host " + url.getHost() + ")",
                    "set the webhook to " + wanted + ", or AMPARO_PUBLIC_URL to where we are");
        } else if (method != HttpMethod.POST) {
            mend(
                    what + " come with GET, so numbers and texts end up in logs, and redaction fails (23006)",
                    "set the webhook's method to POST");
        } else {
            findings.add(Finding.ok(name + ", " + what + ": come to us by POST"));
        }
    }

    private void mend(String what, String mend) {
        findings.add(Finding.mend(name + ": " + what, mend));
    }

    private static boolean said(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    /// What is behind `#` tunes the carrier and is never sent.
    private static String without(URI url) {
        var text = url.toString();
        int fragment = text.indexOf('#');
        return fragment < 0 ? text : text.substring(0, fragment);
    }

    private static boolean repeats(URI url) {
        var fragment = url.getFragment();
        return fragment != null && fragment.matches("(.*&)?rc=[2-5](&.*)?");
    }
}
