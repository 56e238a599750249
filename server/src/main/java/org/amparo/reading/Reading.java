package org.amparo.reading;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.amparo.content.WordClass;

/// Everything one text says, independent of the state of the talk: all signals at once. Who asks decides which
/// counts, in the order of `domain.md` E.2. Holds no word of the text itself, so it may be printed.
///
/// @param language which language the text is in, as far as it shows
/// @param danger a danger phrase anywhere in the text, or an emergency number alone, or a danger emoji
/// @param command what the whole message asks for (HUMAN phrases of two or more words also inside a sentence); a
///     bare digit is a number, never a command, though 9 asks for a person and 0 for the menu
/// @param stateWord a closed-list state word alone ("danger", "not safe"): UNSAFE right after the safety question
/// @param number a digit 0-9 in any script, as a number word, keycap, "1.", "#1", "press 1", "1 please"
/// @param secondNumber the second of two numbers ("1 2")
/// @param numberAlone the text is that number and nothing else
/// @param yes a yes-word alone, or beside an agreeing digit ("haan 1"); thumbs-up included
/// @param no a no-word alone, or beside an agreeing digit
/// @param topics best first; `tied` of the leading ones fit equally well
/// @param child a stated age under 18 or "I am a child / in school"
/// @param greeting a greeting alone
/// @param chosenLanguage a language's name alone ("اردو", "urdu", "Deutsch") or with a few words that wish for it
///     ("english please"): what LANG_PICK takes
/// @param words how many words it has, estimated where a writing does not part them
/// @param helpWithTopic "help me with my visa": a plea or HELP word, a topic's keyword and nothing else; the
///     answer is the topic and the offer of a person, and `danger` is empty
/// @param hint the command that a short text which says nothing else seems to be about
/// @param closing a farewell or thanks and nothing else ("ok thanks bye"): nothing is asked
/// @param feedback begins with the word FEEDBACK, as our texts teach it, and says something
/// @param marketing an advertisement sent to many: nobody asks for anything
public record Reading(
        LanguageGuess language,
        Optional<Danger> danger,
        Optional<CommandHit> command,
        boolean stateWord,
        OptionalInt number,
        OptionalInt secondNumber,
        boolean numberAlone,
        boolean yes,
        boolean no,
        List<String> topics,
        int tied,
        boolean child,
        boolean greeting,
        Optional<String> chosenLanguage,
        int words,
        boolean helpWithTopic,
        Optional<WordClass> hint,
        boolean closing,
        boolean feedback,
        boolean marketing) {

    /// @param likely tags that fit equally well, best by the line's order first; empty when nothing shows
    /// @param sure the text fixes the language: it is a clear one, not shared, not a greeting of many languages.
    ///     Latin Hindi and Urdu cannot be told apart: then `likely` holds the two, the line's first one first, and
    ///     `sure` says that it is one of them
    /// @param romanised written in Latin letters though the language has its own script
    public record LanguageGuess(List<String> likely, boolean sure, boolean romanised) {
        public static final LanguageGuess NONE = new LanguageGuess(List.of(), false, false);

        public LanguageGuess {
            likely = List.copyOf(likely);
        }
    }

    /// @param locale the language of the words that hit
    /// @param negated the only hits are negated ("not in danger"): a person is offered, without `crisis`
    /// @param alone the danger words are the whole message of one or two words
    public record Danger(String locale, boolean negated, boolean alone) {}

    /// @param kind a command class (STOP … MYDATA, UNSAFE, SAFE, WRONG_NUMBER, QUEUE, FEEDBACK, WOMAN, MAN)
    /// @param locale the language of the word
    /// @param exact spelt as listed, no typo tolerance used
    /// @param ask must be asked about first: ambiguous, or a STOP word of a language that is not the contact's
    /// @param tiedWith other commands equally near; not empty means `did-you-mean`
    /// @param carrierWord one of STOP, STOPALL, UNSUBSCRIBE, END, QUIT, CANCEL, ARRET
    /// @param plainUnsafe the very word UNSAFE, as our texts teach it
    public record CommandHit(
            WordClass kind,
            String locale,
            boolean exact,
            boolean ask,
            Set<WordClass> tiedWith,
            boolean carrierWord,
            boolean plainUnsafe) {
        public CommandHit {
            tiedWith = Set.copyOf(tiedWith);
        }
    }

    public Reading {
        topics = List.copyOf(topics);
    }
}
