package org.amparo.dialogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.amparo.content.Piece;
import org.amparo.content.WordClass;
import org.amparo.dialogue.Dialogue.Place;
import org.amparo.dialogue.Dialogue.PlaceKind;
import org.amparo.dialogue.Dialogue.Question;
import org.amparo.dialogue.Dialogue.QuestionKind;
import org.amparo.dialogue.Effect.Priority;
import org.amparo.language.Locales;
import org.amparo.reading.Reading;

/// The decision about one text while it is being made: what the [Situation] is, and what was decided so far. Each
/// rule reads it and adds to it; nothing is stored, sent or looked up. Made for one text, used once, by one thread.
final class DecisionDraft {
    private final Situation situation;
    private final Pages pages;
    private final List<Effect> effects = new ArrayList<>();
    private Dialogue dialogue;
    private String locale;
    private boolean sensible = true;
    private boolean keepText;
    private boolean elsewhere;
    private boolean asks;

    DecisionDraft(Situation situation, Pages pages) {
        this.situation = situation;
        this.pages = pages;
        this.dialogue = situation.dialogue();
        this.locale = situation.locale().or(this::guess).orElse(Locales.SOURCE);
    }

    // What is known

    Situation situation() {
        return situation;
    }

    Reading reading() {
        return situation.reading();
    }

    Pages pages() {
        return pages;
    }

    Instant now() {
        return situation.now();
    }

    /// Where the talk stands, with what was decided so far.
    Dialogue dialogue() {
        return dialogue;
    }

    /// The language of what is said next.
    String locale() {
        return locale;
    }

    /// The likeliest language of the text, if any shows.
    Optional<String> guess() {
        return reading().language().likely().stream().findFirst();
    }

    /// A conversation waits or is held.
    boolean talkOpen() {
        return situation.talk().open();
    }

    boolean mayBeChild() {
        return situation.childPossible() || reading().child();
    }

    boolean asks(WordClass command) {
        return reading().command().filter(hit -> hit.kind() == command).isPresent();
    }

    boolean is(int number) {
        return reading().number().isPresent() && reading().number().getAsInt() == number;
    }

    /// Yes to a question: a 1, or a word for yes.
    boolean yes() {
        return is(1) || reading().yes();
    }

    /// No to a question: a 2, or a word for no.
    boolean no() {
        return is(2) || reading().no();
    }

    // What is decided

    void say(String text) {
        say(pages.say(text, locale));
    }

    void say(String text, Map<String, String> arguments) {
        say(pages.say(text, locale, arguments));
    }

    void say(List<Piece> pieces) {
        add(new Effect.Say(pieces, asks));
        asks = false;
    }

    void add(Effect effect) {
        effects.add(effect);
    }

    /// From here on in this language.
    void speak(String tag, boolean chosen) {
        locale = tag;
        add(new Effect.Speak(tag, chosen));
    }

    /// This text settled or changed the language.
    boolean spoke() {
        return effects.stream().anyMatch(Effect.Speak.class::isInstance);
    }

    /// A place in the queue, at once, with this text as its first; a place that is there is only raised. A line
    /// without people has no queue (`rulings.md` 2).
    void takePlace(Priority priority) {
        if (pages.peopleAnswer()) {
            add(new Effect.Wait(priority));
            keepText();
        }
    }

    void keepText() {
        keepText = true;
    }

    /// The text is kept, but not in the talk: whoever holds it does not read it.
    void keptElsewhere() {
        elsewhere = true;
    }

    /// Opens a question; what is said next asks it.
    void ask(QuestionKind kind, List<String> options) {
        ask(Question.of(kind, options, now(), false));
    }

    void ask(Question question) {
        change(before -> before.asking(question));
        asks = true;
    }

    void ask(QuestionKind kind) {
        ask(kind, List.of());
    }

    void closeQuestion() {
        change(Dialogue::askingNothing);
    }

    /// The menu, section or topic that numbers are read for from now on.
    void standAt(PlaceKind kind, String id) {
        change(before -> before.at(new Place(kind, id, now())));
    }

    void change(UnaryOperator<Dialogue> how) {
        dialogue = how.apply(dialogue);
    }

    /// The text made no sense to us.
    void notSensible() {
        sensible = false;
    }

    /// The decision made. Where the carrier does not reach the number, nothing is promised: nothing is said.
    Decision decision() {
        boolean says = effects.stream().anyMatch(Effect.Say.class::isInstance);
        int fruitless = sensible ? 0 : dialogue.fruitless() + (says ? 1 : 0);
        var after = dialogue.counting(sensible ? 0 : dialogue.misses(), fruitless);
        var done = effects.stream()
                .filter(effect -> situation.served() || !(effect instanceof Effect.Say))
                .toList();
        if (!situation.served()) {
            after = after.askingAs(situation.dialogue());
        }
        return new Decision(after, done, (keepText || talkOpen()) && !elsewhere);
    }
}
