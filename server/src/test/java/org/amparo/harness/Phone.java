package org.amparo.harness;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Somebody's phone: texts the line, and hears what the line says, in the order in which it arrives.
///
/// Each method returns the phone, so that a walk reads like a talk. What arrived and was never heard fails the walk
/// at its end.
public final class Phone {
    private final TestLine line;
    private final String number;
    private Optional<Heard> last = Optional.empty();

    Phone(TestLine line, String number) {
        this.line = line;
        this.number = number;
    }

    public String number() {
        return number;
    }

    /// Texts the line, and waits until everything that follows from it is done.
    public Phone texts(String body) {
        return texts(line.node(), body, false);
    }

    /// Texts another line of the same program.
    public Phone textsTo(String lineNumber, String body) {
        var order = order(body, false);
        order.put("line", lineNumber);
        line.text(line.node(), order);
        return this;
    }

    /// The same, by another program on the same database.
    public Phone textsBy(Node node, String body) {
        return texts(node, body, false);
    }

    /// Texts one of several programs, and waits only until that has taken the text.
    public Phone sendsBy(Node node, String body) {
        line.send(node, order(body, false));
        return this;
    }

    /// Sends a picture, with words or without.
    public Phone textsPicture(String body) {
        return texts(line.node(), body, true);
    }

    private Phone texts(Node node, String body, boolean media) {
        line.text(node, order(body, media));
        return this;
    }

    private Map<String, Object> order(String body, boolean media) {
        var order = new LinkedHashMap<String, Object>();
        order.put("from", number);
        order.put("body", body);
        order.put("media", media);
        return order;
    }

    /// The next message is this text, as the release in force has it for somebody of that locale.
    ///
    /// @param further texts joined to it in the same message
    public Phone hears(String textId, String locale, String... further) {
        return hears(
                textId + " " + locale + (further.length == 0 ? "" : " + " + String.join(" + ", further)),
                line.wanted().message(textId, locale, further));
    }

    /// The next message lists a section's numbers, without a label.
    public Phone hearsNumbersOf(String section, String locale) {
        return hears("numbers of " + section + " " + locale, line.wanted().numbersOf(section, locale));
    }

    /// The next message is exactly this.
    public Phone hearsWords(String words) {
        return hears(words, Pattern.compile(Pattern.quote(words)));
    }

    /// The next message carries exactly these words of a contact, behind the handle of their talk.
    public Phone hearsRelayed(String words) {
        return hears("relayed " + words, Pattern.compile("[B-DF-HJ-NP-TV-Z][2-9]: " + Pattern.quote(words)));
    }

    private Phone hears(String wanted, Pattern pattern) {
        var next = line.next(number);
        if (next.isEmpty()) {
            fail("wanted " + wanted + ", heard nothing" + line.story());
        }
        if (!next.get().arrived() || !pattern.matcher(next.get().body()).matches()) {
            fail("wanted " + wanted + ", heard " + next.get() + line.story());
        }
        last = next;
        return this;
    }

    /// The message just heard says this too: a name, a date, a language.
    public Phone saying(String part) {
        if (last.filter(heard -> heard.body().contains(part)).isEmpty()) {
            fail("wanted the words " + part + " in " + last);
        }
        return this;
    }

    public Phone notSaying(String part) {
        if (last.filter(heard -> heard.body().contains(part)).isPresent()) {
            fail("did not want the words " + part + " in " + last);
        }
        return this;
    }

    /// The next message to this phone was refused by the carrier and never arrived.
    public Phone isRefused(String textId, String locale) {
        var next = line.next(number);
        if (next.isEmpty() || next.get().arrived()) {
            fail("wanted a refused " + textId + ", got " + next + line.story());
        }
        if (!line.wanted().message(textId, locale).matcher(next.get().body()).matches()) {
            fail("wanted a refused " + textId + ", got a refused " + next.get());
        }
        return this;
    }

    /// What the message just heard says at this place.
    ///
    /// @param place a pattern with one group
    public String said(String place) {
        var found = Pattern.compile(place).matcher(last.orElseThrow().body());
        if (!found.find()) {
            fail("wanted " + place + " in " + last);
        }
        return found.group(1);
    }

    /// Whatever has arrived and was not heard, in its order: for texts that need only some answer.
    public List<Heard> hearsAnything() {
        var all = new ArrayList<Heard>();
        for (var next = line.next(number); next.isPresent(); next = line.next(number)) {
            all.add(next.get());
        }
        return all;
    }

    /// It rings, and this text is what is said.
    public Phone rings(String textId, String locale) {
        var call = line.ringing(number);
        if (call.filter(one -> line.wanted()
                        .message(textId, locale)
                        .matcher(one.sentence())
                        .matches())
                .isEmpty()) {
            fail("wanted a call " + textId + ", got " + call + line.story());
        }
        return this;
    }

    public Phone doesNotRing() {
        var call = line.ringing(number);
        if (call.isPresent()) {
            fail("wanted no call, got " + call);
        }
        return this;
    }

    /// Picks up, presses a key, and hears this text.
    public Phone presses(String key, String textId, String locale) {
        var answer =
                line.answer(line.ringing(number).orElseThrow(), "press", key).answer();
        if (!line.wanted().message(textId, locale).matcher(answer).matches()) {
            fail("wanted the words of " + textId + ", heard " + answer);
        }
        return this;
    }

    /// If it rings: picks up and presses a key; without one a machine picks up.
    ///
    /// @return whether it rang
    public boolean answersIfItRings(String key) {
        var call = line.ringing(number);
        call.ifPresent(one -> line.answer(one, key.isEmpty() ? "machine" : "press", key.isEmpty() ? true : key));
        return call.isPresent();
    }

    /// A machine picks up.
    public Phone isAnsweredByAMachine() {
        line.answer(line.ringing(number).orElseThrow(), "machine", true);
        return this;
    }

    /// Nothing has arrived that was not heard.
    public Phone hearsNothing() {
        var next = line.next(number);
        if (next.isPresent()) {
            fail("wanted silence, heard " + next.get() + line.story());
        }
        return this;
    }
}
