package org.amparo.reception;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amparo.contacts.SendingState.Safe;
import org.amparo.content.Piece;
import org.amparo.content.Topic;
import org.amparo.content.WordClass;
import org.amparo.language.Dates;
import org.amparo.language.Locales;
import org.amparo.reading.Reading;
import org.amparo.reception.Dialogue.PlaceKind;
import org.amparo.reception.Dialogue.QuestionKind;
import org.amparo.reception.Effect.ConsentAnswer;
import org.amparo.reception.Effect.Priority;

/// One text's turn: decides what follows, in the order of `domain.md` E.2 as `rulings.md` mends it. Pure: it looks
/// at a [Situation] and makes a [Decision]; nothing is stored, sent or looked up here. Made for one text, used
/// once.
final class Turn {
    private static final Duration CRISIS_ONCE_IN = Duration.ofMinutes(15);
    private static final Duration HELP_TWICE_WITHIN = Duration.ofMinutes(10);
    private static final Duration STATE_WORD_AFTER = Duration.ofMinutes(10);
    private static final Duration QUIET_FOR = Duration.ofHours(1);
    private static final int RATE_LIMIT = 20;
    private static final int RATE_MINUTES = 10;
    private static final int WAIT_MINUTES = 10;

    private final Situation now;
    private final Reading reading;
    private final Pages pages;
    private final List<Effect> effects = new ArrayList<>();
    private final Instant time;
    private Dialogue dialogue;
    private String locale;
    private boolean sensible = true;
    private boolean keptText;

    private Turn(Situation situation, Pages pages) {
        this.now = situation;
        this.reading = situation.reading();
        this.pages = pages;
        this.time = situation.now();
        this.dialogue = situation.dialogue();
        this.locale = situation.locale().orElseGet(() -> guess().orElse(Locales.SOURCE));
    }

    static Decision decide(Situation situation, Pages pages) {
        var turn = new Turn(situation, pages);
        turn.read();
        return turn.decision();
    }

    private Decision decision() {
        boolean says = effects.stream().anyMatch(Effect.Say.class::isInstance);
        int fruitless = sensible ? 0 : dialogue.fruitless() + (says ? 1 : 0);
        dialogue = dialogue.counting(sensible ? 0 : dialogue.misses(), fruitless);
        if (!now.served()) {
            // The carrier does not reach this number: promise nothing.
            effects.removeIf(Effect.Say.class::isInstance);
        }
        return new Decision(dialogue, effects, keptText || now.talk().open());
    }

    // The order of reading

    private void read() {
        if (now.stopped()) {
            readStopped();
            return;
        }
        if (now.talk().held()) {
            readHeld();
            return;
        }
        if (stopWord() || danger() || urgentCommand()) {
            return;
        }
        if (overLimit()) {
            return;
        }
        if (now.media() && now.blank()) {
            say(pages.say("media", locale));
            return;
        }
        if (childSeen()) {
            return;
        }
        if (openQuestion()) {
            return;
        }
        if (begin()) {
            return;
        }
        changeLanguage();
        if (command() || number() || topics() || afterDangerTopic()) {
            return;
        }
        if (reading.greeting()) {
            menu();
            return;
        }
        notUnderstood();
    }

    // A stopped contact (rulings.md 1)

    private void readStopped() {
        var command = reading.command().map(Reading.CommandHit::kind);
        if (command.filter(kind -> kind == WordClass.STOP || kind == WordClass.WRONG_NUMBER || kind == WordClass.UNSAFE)
                .isPresent()) {
            return;
        }
        if (command.filter(kind -> kind == WordClass.START).isPresent()) {
            restart();
            say(pages.say("start", locale));
            return;
        }
        var question = dialogue.question(time);
        if (question.filter(open -> open.kind() == QuestionKind.FORGET).isPresent() && forgetAnswered()) {
            return;
        }
        if (command.filter(kind -> kind == WordClass.FORGET).isPresent()) {
            askForget();
            return;
        }
        if (command.filter(kind -> kind == WordClass.MYDATA).isPresent()) {
            myData();
            return;
        }
        boolean asked =
                question.filter(open -> open.kind() == QuestionKind.RESTART).isPresent();
        if (asked && (is(1) || is(9) || reading.yes())) {
            restart();
            dialogue = dialogue.asking(null);
            if (is(9)) {
                person();
            } else if (now.talk().open()) {
                say(pages.say("waiting", locale, Map.of("minutes", Integer.toString(WAIT_MINUTES))));
            } else {
                say(pages.say("start", locale));
            }
            return;
        }
        if (reading.danger().filter(danger -> !danger.negated()).isPresent()) {
            wait(Priority.DANGER);
        } else if (command.filter(kind -> kind == WordClass.HUMAN).isPresent() || is(9)) {
            wait(now.childPossible() ? Priority.CHILD : Priority.NORMAL);
        }
        boolean askedToday = now.restartAskedAt()
                .filter(at -> time.isBefore(at.plus(Duration.ofDays(1))))
                .isPresent();
        if (!askedToday) {
            dialogue = dialogue.asking(QuestionKind.RESTART, List.of(), time);
            effects.add(new Effect.RestartAsked());
            say(pages.say("restart-ask", locale));
        }
    }

    private void restart() {
        effects.add(new Effect.Restart());
    }

    // While a responder holds the conversation (rulings.md 4)

    private void readHeld() {
        var hit = reading.command();
        if (hit.filter(command -> command.kind() == WordClass.STOP).isPresent()) {
            if (hit.get().carrierWord()) {
                stop();
            } else {
                askStop();
            }
            return;
        }
        if (hit.filter(command -> command.kind() == WordClass.FORGET).isPresent()) {
            askForget();
            return;
        }
        if (now.silentWord() || hit.filter(Turn::unsafeItself).isPresent()) {
            unsafe();
            return;
        }
        var question = dialogue.question(time).filter(open -> !open.repeated());
        if (question.isPresent() && (is(1) || is(2) || reading.yes() || reading.no())) {
            openQuestion();
            return;
        }
        if (reading.danger().isPresent()) {
            wait(Priority.DANGER);
        }
    }

    private static boolean unsafeItself(Reading.CommandHit hit) {
        return hit.kind() == WordClass.UNSAFE && hit.exact() && hit.locale().equals(Locales.SOURCE);
    }

    // STOP

    private boolean stopWord() {
        var hit = reading.command().filter(command -> command.kind() == WordClass.STOP);
        if (hit.isEmpty()) {
            return false;
        }
        if (hit.get().ask() && !hit.get().carrierWord()) {
            askStop();
        } else {
            stop();
        }
        return true;
    }

    private void stop() {
        effects.add(new Effect.Stop());
        dialogue = dialogue.asking(null);
        say(pages.say(now.line().stopNamed() ? "stop-named" : "stop", locale));
    }

    private void askStop() {
        dialogue = dialogue.asking(QuestionKind.STOP, List.of(), time);
        say(pages.say("stop-ask", locale));
    }

    // Danger

    private boolean danger() {
        var hit = reading.danger();
        boolean twiceHelp = helpTyped()
                && dialogue.helpAt() != null
                && time.isBefore(dialogue.helpAt().plus(HELP_TWICE_WITHIN));
        if (hit.isEmpty() && !twiceHelp) {
            return false;
        }
        if (hit.isPresent() && reading.stateWord() && meansUnsafe()) {
            wait(Priority.DANGER);
            unsafe();
            return true;
        }
        if (hit.isPresent() && hit.get().negated()) {
            person();
            return true;
        }
        crisis(hit.map(Reading.Danger::locale).orElse(locale));
        return true;
    }

    /// Right after our safety question, after UNSAFE or after `crisis`, a bare "danger" says that texting is not
    /// safe.
    private boolean meansUnsafe() {
        boolean asked = dialogue.question(time)
                .filter(open -> open.kind() == QuestionKind.SAFE)
                .isPresent();
        var unsafeAt = dialogue.unsafeAt();
        boolean afterUnsafe = unsafeAt != null && time.isBefore(unsafeAt.plus(STATE_WORD_AFTER));
        boolean afterCrisis = now.lastCrisis()
                .filter(at -> time.isBefore(at.plus(STATE_WORD_AFTER)))
                .isPresent();
        return asked || afterUnsafe || afterCrisis;
    }

    private void crisis(String hitLocale) {
        if (reading.child()) {
            effects.add(new Effect.MayBeChild());
        }
        if (pages.peopleAnswer()) {
            wait(Priority.DANGER);
        }
        if (now.locale().isEmpty() && reading.language().sure()) {
            speak(hitLocale, false);
        }
        dialogue = dialogue.asking(null).keeping(List.of(), time);
        if (now.lastCrisis()
                .filter(at -> time.isBefore(at.plus(CRISIS_ONCE_IN)))
                .isPresent()) {
            return;
        }
        var languages = new LinkedHashSet<String>();
        now.locale().ifPresent(languages::add);
        languages.add(hitLocale);
        if (now.locale().isEmpty() && !reading.language().sure()) {
            languages.add(Locales.SOURCE);
        }
        languages.forEach(language -> say(pages.crisis(language, now.elsewhere())));
    }

    // Commands that always act, whatever limits there are

    private boolean urgentCommand() {
        if (now.silentWord()) {
            unsafe();
            return true;
        }
        var hit = reading.command();
        if (hit.isPresent() && !hit.get().tiedWith().isEmpty()) {
            return false;
        }
        if (hit.isPresent() && hit.get().ask()) {
            return false;
        }
        var kind = hit.map(Reading.CommandHit::kind);
        if (kind.isPresent()) {
            switch (kind.get()) {
                case UNSAFE -> unsafe();
                case HUMAN -> person();
                case FORGET -> askForget();
                case MYDATA -> myData();
                case START -> say(pages.say("start", locale));
                case WRONG_NUMBER -> wrongNumber();
                default -> {
                    return false;
                }
            }
            return true;
        }
        if (is(9) && reading.numberAlone()) {
            person();
            return true;
        }
        return false;
    }

    private void unsafe() {
        effects.add(new Effect.Answered(Safe.NO));
        dialogue = dialogue.unsafe(time);
        say(cover());
    }

    private List<Piece> cover() {
        var own = pages.release().text("sys.unsafe-ack", Locales.SOURCE, false).map(text -> text.pattern());
        boolean usual = own.filter(now.line().coverText()::equals).isPresent()
                || now.line().coverText().isBlank();
        return usual
                ? pages.say("unsafe-ack", locale)
                : List.of(Piece.verbatim("sys.unsafe-ack", locale, now.line().coverText()));
    }

    private void askForget() {
        dialogue = dialogue.asking(QuestionKind.FORGET, List.of(), time);
        say(pages.say("forget-ask", locale));
    }

    private void myData() {
        var talk = now.talk();
        if (talk.consent().isEmpty()) {
            say(pages.say("mydata-none", locale));
            return;
        }
        say(pages.say(
                "mydata",
                locale,
                Map.of(
                        "language", Locales.ownName(locale),
                        "consent", consentWord(talk.consent().get()),
                        "messageCount", Integer.toString(talk.texts()),
                        "date", keptUntil(talk.consent().get()))));
    }

    private String consentWord(String consent) {
        var word = consent.equals("yes") ? "web.yes" : "web.no";
        return pages.label(word, locale);
    }

    private String keptUntil(String consent) {
        int days = consent.equals("yes")
                ? pages.release()
                        .value(now.line().scope(), "messageDays")
                        .map(Integer::valueOf)
                        .orElse(30)
                : 1;
        return Dates.day(time.plus(Duration.ofDays(days)), now.line().zone(), locale);
    }

    private void wrongNumber() {
        effects.add(new Effect.WrongNumber());
        dialogue = dialogue.unsafe(time);
        say(pages.say("wrong-number", locale));
    }

    // A person

    private void person() {
        if (!pages.peopleAnswer()) {
            say(pages.say("no-people", locale));
            return;
        }
        settleLanguage();
        if (now.talk().open()) {
            say(pages.say(
                    "queue-position",
                    locale,
                    Map.of("count", Integer.toString(now.talk().ahead()))));
            return;
        }
        if (!now.line().hours().open(time, now.line().zone())) {
            outOfHours();
            return;
        }
        wait(now.childPossible() || reading.child() ? Priority.CHILD : Priority.NORMAL);
        say(pages.say("waiting", locale, Map.of("minutes", Integer.toString(WAIT_MINUTES))));
        askConsent();
    }

    private void outOfHours() {
        var next = now.line().hours().nextOpen(time, now.line().zone());
        dialogue = dialogue.asking(QuestionKind.OUT_OF_HOURS, List.of(), time);
        say(pages.say(
                "out-of-hours",
                locale,
                Map.of(
                        "nextOpen",
                        next.map(at -> Dates.weekdayAndTime(
                                        at.toInstant(), now.line().zone(), locale))
                                .orElse(""))));
    }

    private void askConsent() {
        if (now.talk().consent().isPresent()) {
            return;
        }
        if (now.childPossible() || reading.child()) {
            effects.add(new Effect.Consent(ConsentAnswer.CHILD_NOTICE));
            say(pages.say("child-notice", locale));
            return;
        }
        effects.add(new Effect.Consent(ConsentAnswer.ASKED));
        dialogue = dialogue.asking(QuestionKind.CONSENT, List.of(), time);
        say(pages.say("consent.v1", locale));
    }

    private void wait(Priority priority) {
        effects.add(new Effect.Wait(priority));
        keptText = true;
    }

    // Limits

    private boolean overLimit() {
        if (now.talk().open()) {
            return false;
        }
        if (dialogue.heardLately() > RATE_LIMIT) {
            if (!dialogue.quiet(time)) {
                dialogue = dialogue.quietUntil(time.plus(Duration.ofMinutes(RATE_MINUTES)));
                say(pages.say("rate-limited", locale, Map.of("minutes", Integer.toString(RATE_MINUTES))));
            }
            return true;
        }
        if (dialogue.quiet(time)) {
            return true;
        }
        if ((dialogue.sameLately() >= 3 && !answersSomething()) || dialogue.fruitless() >= 5) {
            dialogue = dialogue.quietUntil(time.plus(QUIET_FOR)).counting(0, 0);
            return true;
        }
        return false;
    }

    /// A number typed again and again is somebody turning pages, not a machine.
    private boolean answersSomething() {
        return reading.number().isPresent() && (dialogue.place() != null || dialogue.question() != null);
    }

    // Children

    private boolean childSeen() {
        if (!reading.child() || dialogue.said("child")) {
            return false;
        }
        effects.add(new Effect.MayBeChild());
        settleLanguage();
        dialogue = dialogue.saying("child");
        var topic = reading.topics().stream().findFirst().flatMap(pages.release()::topic);
        if (topic.isPresent()) {
            dialogue = dialogue.asking(
                    QuestionKind.TOPIC_READY, List.of(topic.get().id()), time);
            say(pages.say(
                    "child-topic",
                    locale,
                    Map.of("optionA", pages.label(topic.get().labelId(), locale))));
        } else {
            say(pages.say("child", locale));
        }
        return true;
    }

    // The open question

    private boolean openQuestion() {
        var open = dialogue.question(time);
        if (open.isEmpty()) {
            return false;
        }
        return switch (open.get().kind()) {
            case LANGUAGE -> languageAnswered(open.get());
            case SAFE -> safeAnswered();
            case FORGET -> forgetAnswered();
            case STOP -> stopAnswered();
            case RESTART -> false;
            case DID_YOU_MEAN -> meant(open.get());
            case TOPIC_READY -> topicReady(open.get());
            case CONSENT -> consentAnswered(open.get());
            case OUT_OF_HOURS -> outOfHoursAnswered();
            case MESSAGE -> messageLeft();
        };
    }

    private boolean languageAnswered(Dialogue.Question open) {
        int page = Integer.parseInt(open.options().getFirst());
        var first = open.options().subList(1, open.options().size());
        var chosen = reading.chosenLanguage();
        if (chosen.isEmpty() && reading.number().isPresent()) {
            int number = reading.number().getAsInt();
            var shown = pages.languagePage(page, first);
            if (number == 8) {
                showLanguages(page + 1, first);
                return true;
            }
            if (number == 0 && now.locale().isPresent()) {
                menu();
                return true;
            }
            if (number == 0) {
                showLanguages(0, first);
                return true;
            }
            if (number >= 1 && number <= shown.size()) {
                chosen = Optional.of(shown.get(number - 1));
            }
        }
        if (chosen.isEmpty()) {
            return false;
        }
        languageSet(chosen.get());
        return true;
    }

    private void languageSet(String chosen) {
        speak(chosen, true);
        dialogue = dialogue.asking(null);
        if (!pages.offers(chosen) && !dialogue.said("language-none")) {
            noSuchLanguage();
        } else {
            // A language we only understand: what we write in is told as it is.
            var written = pages.wording().servedIn("sys.menu", chosen).orElse(Locales.SOURCE);
            say(pages.say("language-set", locale, Map.of("language", Locales.ownName(written))));
        }
        if (now.talk().open()) {
            return;
        }
        if (now.sending().safe() == Safe.UNKNOWN && !dialogue.said("safe-question")) {
            askSafe("safe-question");
        } else {
            afterSafety();
        }
    }

    private void askSafe(String text) {
        dialogue = dialogue.saying("safe-question").asking(QuestionKind.SAFE, List.of(), time);
        say(pages.say(text, locale));
    }

    private boolean safeAnswered() {
        if (reading.stateWord()) {
            unsafe();
            return true;
        }
        boolean saysSafe =
                reading.command().filter(hit -> hit.kind() == WordClass.SAFE).isPresent();
        if (is(1) || reading.yes() || saysSafe) {
            effects.add(new Effect.Answered(Safe.YES));
            dialogue = dialogue.asking(null);
            afterSafety(true);
            return true;
        }
        if (is(2) || reading.no()) {
            unsafe();
            return true;
        }
        if (is(3)) {
            effects.add(new Effect.Answered(Safe.UNSURE));
            dialogue = dialogue.asking(null);
            say(pages.say("safe-unsure", locale));
            dialogue = dialogue.at(new Dialogue.Place(PlaceKind.MENU, "", time));
            return true;
        }
        if (reading.command().isPresent()) {
            return false;
        }
        // Anything else: not known to be safe, and the text is read as at the menu.
        effects.add(new Effect.Answered(Safe.UNSURE));
        dialogue = dialogue.asking(null).at(new Dialogue.Place(PlaceKind.MENU, "", time.minusMillis(1)));
        return false;
    }

    private void afterSafety() {
        afterSafety(now.safe());
    }

    /// The topic that was asked for first, else the menu.
    private void afterSafety(boolean safe) {
        var kept = dialogue.kept(time);
        dialogue = dialogue.keeping(List.of(), time);
        if (kept.isEmpty()) {
            menu(safe);
        } else {
            offer(kept, kept.size(), safe);
        }
    }

    private boolean forgetAnswered() {
        if (is(1) || reading.yes()) {
            effects.add(new Effect.Erase());
            dialogue = Dialogue.begin(time);
            say(pages.say(now.stopped() ? "forget-done-stopped" : "forget-done", locale));
            return true;
        }
        if (is(2) || reading.no()) {
            dialogue = dialogue.asking(null);
            say(pages.say("forget-kept", locale));
            return true;
        }
        return false;
    }

    private boolean stopAnswered() {
        if (is(1) || reading.yes()) {
            stop();
            return true;
        }
        if (is(2) || reading.no()) {
            dialogue = dialogue.asking(null);
            menu();
            return true;
        }
        return false;
    }

    private boolean meant(Dialogue.Question open) {
        int number = reading.number().orElse(0);
        if (number < 1 || number > open.options().size()) {
            return false;
        }
        var option = open.options().get(number - 1);
        dialogue = dialogue.asking(null);
        var topic = pages.release().topic(option);
        if (topic.isPresent()) {
            show(topic.get(), now.safe());
        } else {
            act(WordClass.valueOf(option));
        }
        return true;
    }

    private boolean topicReady(Dialogue.Question open) {
        if (!is(1) && !reading.yes()) {
            return false;
        }
        dialogue = dialogue.asking(null);
        pages.release().topic(open.options().getFirst()).ifPresent(this::tell);
        return true;
    }

    private boolean consentAnswered(Dialogue.Question open) {
        if (is(1) || reading.yes()) {
            // At the third miss only the question went out: the place comes with the answer.
            waitIfNew();
            effects.add(new Effect.Consent(ConsentAnswer.YES));
            dialogue = dialogue.asking(null);
            say(pages.say(
                    "consent-yes",
                    locale,
                    Map.of("date", Dates.day(time, now.line().zone(), locale))));
            return true;
        }
        if (is(2) || reading.no()) {
            waitIfNew();
            effects.add(new Effect.Consent(ConsentAnswer.NO));
            dialogue = dialogue.asking(null);
            say(pages.say("consent-no", locale));
            return true;
        }
        if (!now.talk().open()
                || reading.command().isPresent()
                || reading.number().isPresent()) {
            return false;
        }
        if (!open.repeated()) {
            dialogue = dialogue.asking(new Dialogue.Question(QuestionKind.CONSENT, List.of(), time, true));
            say(pages.say("consent.v1", locale));
        }
        return true;
    }

    private void waitIfNew() {
        if (!now.talk().open()) {
            wait(now.childPossible() ? Priority.CHILD : Priority.NORMAL);
            say(pages.say("waiting", locale, Map.of("minutes", Integer.toString(WAIT_MINUTES))));
        }
    }

    private boolean outOfHoursAnswered() {
        if (is(1) || reading.yes()) {
            dialogue = dialogue.asking(QuestionKind.MESSAGE, List.of(), time);
            say(pages.say("leave-message", locale));
            return true;
        }
        return false;
    }

    private boolean messageLeft() {
        if (reading.command().isPresent() || (reading.number().isPresent() && reading.numberAlone())) {
            return false;
        }
        effects.add(new Effect.LeaveMessage());
        keptText = true;
        dialogue = dialogue.asking(null);
        say(pages.say("thanks", locale));
        return true;
    }

    // A talk begins

    private boolean begin() {
        if (dialogue.said("begun") || now.talk().open()) {
            return false;
        }
        dialogue = dialogue.saying("begun");
        var tied = reading.language().likely();
        if (tied.size() > 1) {
            tied.forEach(tag -> dialogue = dialogue.saying("tied:" + tag));
        }
        if (reading.command().isPresent() || reading.chosenLanguage().isPresent() || is(0)) {
            return false;
        }
        dialogue = dialogue.keeping(
                reading.topics()
                        .subList(0, Math.min(reading.tied(), reading.topics().size())),
                time);
        var known = now.locale().or(this::guess);
        if (known.isEmpty()) {
            say(pages.say("welcome", locale));
            showLanguages(0, List.of());
            return true;
        }
        if (now.locale().isEmpty()) {
            speak(known.get(), false);
        }
        welcome();
        return true;
    }

    private void welcome() {
        askSafe("welcome-known");
        var guess = reading.language();
        if (now.locale().isEmpty() && guess.romanised()) {
            // Native script first, then English for who reads Latin letters; a tie names both languages.
            var english = new ArrayList<Piece>(pages.say("welcome-known", Locales.SOURCE));
            if (guess.likely().size() > 1) {
                english.add(Piece.of(
                                "sys.lang-hint-two",
                                Locales.SOURCE,
                                Map.of(
                                        "optionA",
                                                Locales.englishName(
                                                        guess.likely().get(0)),
                                        "optionB",
                                                Locales.englishName(
                                                        guess.likely().get(1))))
                        .onNewLine(""));
            } else {
                english.add(Piece.of("sys.latin-hint", Locales.SOURCE).onNewLine(""));
            }
            if (pages.offers(locale)) {
                say(english);
            }
        }
        if (now.locale().isEmpty() && !pages.offers(locale)) {
            noSuchLanguage();
        }
    }

    private void noSuchLanguage() {
        if (!dialogue.said("language-none")) {
            dialogue = dialogue.saying("language-none");
            say(pages.say("language-none", locale));
        }
    }

    private Optional<String> guess() {
        var likely = reading.language().likely();
        return likely.isEmpty() ? Optional.empty() : Optional.of(likely.getFirst());
    }

    /// Somebody who asks for a person or says their age at once has not been asked for a language: what shows is
    /// used.
    private void settleLanguage() {
        if (now.locale().isEmpty()) {
            guess().ifPresent(found -> speak(found, false));
        }
    }

    private void speak(String tag, boolean chosen) {
        locale = tag;
        effects.add(new Effect.Speak(tag, chosen));
    }

    /// A text plainly in another language changes ours, unless the person chose it, or the text is short.
    private void changeLanguage() {
        var guess = reading.language();
        if (now.localeChosen()
                || !guess.sure()
                || reading.words() < 4
                || guess.likely().isEmpty()) {
            return;
        }
        var other = guess.likely().getFirst();
        if (now.locale().isEmpty() || !Locales.base(other).equals(Locales.base(locale))) {
            speak(other, false);
        }
    }

    // Commands that limits may hold back

    private boolean command() {
        var hit = reading.command();
        if (hit.isEmpty()) {
            return chosenLanguage();
        }
        if (!hit.get().tiedWith().isEmpty()) {
            var options = new ArrayList<WordClass>();
            options.add(hit.get().kind());
            options.addAll(hit.get().tiedWith());
            ask(options);
            return true;
        }
        act(hit.get().kind());
        return true;
    }

    /// "اردو" alone is a wish for that language, whether or not we asked.
    private boolean chosenLanguage() {
        reading.chosenLanguage().ifPresent(this::languageSet);
        return reading.chosenLanguage().isPresent();
    }

    private void act(WordClass kind) {
        switch (kind) {
            case STOP -> stop();
            case START -> say(pages.say("start", locale));
            case HELP -> help();
            case MENU -> menu();
            case LANG -> showLanguages(0, tiedLanguages());
            case HUMAN -> person();
            case FORGET -> askForget();
            case MYDATA -> myData();
            case UNSAFE -> unsafe();
            case WRONG_NUMBER -> wrongNumber();
            case QUEUE -> {
                if (now.talk().waiting()) {
                    say(pages.say(
                            "queue-position",
                            locale,
                            Map.of("count", Integer.toString(now.talk().ahead()))));
                } else {
                    help();
                }
            }
            case FEEDBACK -> pages.release().topic("feedback").ifPresent(this::tell);
            case SAFE -> {
                effects.add(new Effect.Answered(Safe.YES));
                menu(true);
            }
            case WOMAN, MAN -> person();
            default -> notUnderstood();
        }
    }

    private void help() {
        dialogue = dialogue.helpTyped(time);
        say(pages.help(locale, now.elsewhere()));
    }

    private boolean helpTyped() {
        return reading.command().filter(hit -> hit.kind() == WordClass.HELP).isPresent();
    }

    private List<String> tiedLanguages() {
        return dialogue.once().stream()
                .filter(said -> said.startsWith("tied:"))
                .map(said -> said.substring("tied:".length()))
                .toList();
    }

    private void showLanguages(int page, List<String> first) {
        var options = new ArrayList<String>();
        options.add(Integer.toString(page));
        options.addAll(first);
        dialogue = dialogue.asking(QuestionKind.LANGUAGE, options, time);
        say(pages.languages(page, first, locale));
    }

    private void ask(List<WordClass> options) {
        var names = options.stream().map(WordClass::name).limit(2).toList();
        dialogue = dialogue.asking(QuestionKind.DID_YOU_MEAN, names, time);
        say(pages.say("did-you-mean", locale, Map.of("optionA", names.get(0), "optionB", names.get(1))));
    }

    // Numbers

    private boolean number() {
        if (reading.number().isEmpty()) {
            return false;
        }
        int number = reading.number().getAsInt();
        if (number == 9) {
            person();
            return true;
        }
        if (number == 0) {
            menu();
            return true;
        }
        var place = dialogue.placeAt(time);
        if (place.isEmpty()) {
            // The position is forgotten: the main menu's numbers are what cards and habit give.
            return now.talk().open() ? false : section(number);
        }
        boolean done = switch (place.get().kind()) {
            case MENU -> section(number);
            case SECTION -> topicNumber(place.get().id(), number);
            case TOPIC ->
                pages.release()
                        .topic(place.get().id())
                        .map(topic -> topicNumber(topic.section(), number))
                        .orElse(false);
        };
        if (done && reading.secondNumber().isPresent()) {
            say(pages.say(
                    "second-number",
                    locale,
                    Map.of("number", Integer.toString(reading.secondNumber().getAsInt()))));
        }
        return done;
    }

    private boolean section(int number) {
        var section = pages.release().sections().stream()
                .filter(one -> one.number() == number)
                .findFirst();
        section.ifPresent(one -> {
            dialogue = dialogue.at(new Dialogue.Place(PlaceKind.SECTION, one.id(), time));
            say(pages.section(one.id(), locale, now.safe()));
        });
        return section.isPresent();
    }

    private boolean topicNumber(String section, int number) {
        var topic = pages.topic(section, number);
        topic.ifPresent(one -> show(one, now.safe()));
        return topic.isPresent();
    }

    // Topics

    private boolean topics() {
        if (reading.topics().isEmpty() || now.talk().open()) {
            return false;
        }
        offer(reading.topics(), reading.tied(), now.safe());
        if (helpWithTopic()) {
            person();
        }
        return true;
    }

    /// "help me" and a topic and nothing else: the topic, and a person (`rulings.md` 4).
    private boolean helpWithTopic() {
        return reading.helpWithTopic();
    }

    private void offer(List<String> ids, int tied, boolean safe) {
        var topics = ids.stream()
                .limit(Math.max(1, Math.min(tied, 4)))
                .map(pages.release()::topic)
                .flatMap(Optional::stream)
                .toList();
        if (topics.isEmpty()) {
            menu(safe);
        } else if (topics.size() == 1) {
            show(topics.getFirst(), safe);
        } else {
            meanWhich(topics);
        }
    }

    private void meanWhich(List<Topic> topics) {
        dialogue = dialogue.asking(
                QuestionKind.DID_YOU_MEAN, topics.stream().map(Topic::id).toList(), time);
        if (topics.size() == 2) {
            say(pages.say(
                    "did-you-mean",
                    locale,
                    Map.of(
                            "optionA", pages.label(topics.get(0).labelId(), locale),
                            "optionB", pages.label(topics.get(1).labelId(), locale))));
            return;
        }
        var list = new StringBuilder();
        for (int i = 0; i < topics.size(); i++) {
            list.append(i == 0 ? "" : "\n")
                    .append(i + 1)
                    .append(' ')
                    .append(pages.label(topics.get(i).labelId(), locale));
        }
        say(pages.say("did-you-mean-list", locale, Map.of("optionList", list.toString())));
    }

    /// A sensitive topic waits for a 1 while it is not known to be safe.
    private void show(Topic topic, boolean safe) {
        if (topic.sensitive() && !safe) {
            dialogue = dialogue.asking(QuestionKind.TOPIC_READY, List.of(topic.id()), time);
            say(pages.say("answer-ready", locale));
            return;
        }
        tell(topic);
    }

    private void tell(Topic topic) {
        dialogue = dialogue.at(new Dialogue.Place(PlaceKind.TOPIC, topic.id(), time));
        say(pages.topic(topic, locale, now.elsewhere()));
    }

    /// Whoever reads the topic for danger now and then writes in their own words is in danger now.
    private boolean afterDangerTopic() {
        boolean reading46 = dialogue.placeAt(time)
                .filter(place -> place.kind() == PlaceKind.TOPIC && place.id().equals("danger-now"))
                .isPresent();
        if (reading46 && reading.words() > 1 && !reading.greeting()) {
            crisis(locale);
            return true;
        }
        return false;
    }

    private void menu() {
        menu(now.safe());
    }

    private void menu(boolean safe) {
        dialogue = dialogue.at(new Dialogue.Place(PlaceKind.MENU, "", time));
        say(pages.menu(locale, safe));
    }

    // Not understood

    private void notUnderstood() {
        if (now.talk().open()) {
            // Whoever waits may write what they like: it is kept for the person who comes.
            return;
        }
        sensible = false;
        int misses = dialogue.misses() + 1;
        dialogue = dialogue.counting(misses, dialogue.fruitless());
        if (misses == 1 || (misses >= 3 && !pages.peopleAnswer())) {
            say(pages.say("not-understood", locale));
        } else if (misses == 2) {
            say(pages.say("not-understood-again", locale));
        } else if (misses == 3) {
            thirdMiss();
        } else {
            say(pages.say("not-understood", locale));
        }
    }

    private void thirdMiss() {
        if (!now.line().hours().open(time, now.line().zone())) {
            outOfHours();
        } else if (now.childPossible()) {
            person();
        } else {
            effects.add(new Effect.Consent(ConsentAnswer.ASKED));
            dialogue = dialogue.asking(QuestionKind.CONSENT, List.of(), time);
            say(pages.say("consent.v1", locale));
        }
    }

    // Small words

    private boolean is(int number) {
        return reading.number().isPresent() && reading.number().getAsInt() == number;
    }

    private void say(List<Piece> pieces) {
        effects.add(new Effect.Say(pieces));
    }
}
