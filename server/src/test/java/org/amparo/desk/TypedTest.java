package org.amparo.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.amparo.conversations.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a responder's text says, whatever case, writing and keyboard it was typed with. B3 and K7 are theirs.
class TypedTest {
    private static Arguments of(String typed, String said) {
        return Arguments.of(typed, said);
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                of("1", "yes"),
                of("2", "no"),
                of(" 1 ", "yes"),
                of("1.", "yes"),
                of("(1)", "yes"),
                of("1!", "yes"),
                of("2)", "no"),
                of("١", "yes"),
                of("٢", "no"),
                of("۲", "no"),
                of("१", "yes"),
                of("２", "no"),
                of("1️⃣", "yes"),
                of("\u200f1\u200f", "yes"),
                of("\n1\n", "yes"),
                of("#1", "yes"),
                of("# 2", "no"),
                of("B3 1", "yes B3"),
                of("b3 1", "yes B3"),
                of("B3:2", "no B3"),
                of("B3 - 1", "yes B3"),
                of("В3 1", "yes B3"),
                of("B٣ ١", "yes B3"),
                of("#1 B3", "yes B3"),
                of("B3 #1", "yes B3"),
                of("b 3 1", "yes B3"),
                of("3", "relay: 3"),
                of("12", "relay: 12"),
                of("1 2", "relay: 1 2"),
                of("1 please", "relay: 1 please"),
                of("B3 12", "relay B3: 12"),
                of("B3 ok", "confirm B3"),
                of("b3 OK!", "confirm B3"),
                of("B3: okay", "confirm B3"),
                of("В3 ок", "confirm B3"),
                of("B3 ok then", "relay B3: ok then"),
                of("ok", "relay: ok"));
    }

    static Stream<Arguments> words() {
        return Stream.of(
                of("hello", "relay: hello"),
                of("  hello \n you ", "relay: hello \n you"),
                of("B3: hello", "relay B3: hello"),
                of("b3 hello", "relay B3: hello"),
                of("B3:hello", "relay B3: hello"),
                of("B3, hello", "relay B3: hello"),
                of("B3 - hello", "relay B3: hello"),
                of("B3. Hello", "relay B3: Hello"),
                of("(B3) hello", "relay B3: hello"),
                of("[b3] hello", "relay B3: hello"),
                of("*B3* hello", "relay B3: hello"),
                of("\"B3\" hello", "relay B3: hello"),
                of("B3\nhello", "relay B3: hello"),
                of("Ｂ３ hello", "relay B3: hello"),
                of("Ｂ３：hello", "relay B3: hello"),
                of("В3 привет", "relay B3: привет"),
                of("в3: привет", "relay B3: привет"),
                of("Β3 γεια", "relay B3: γεια"),
                of("К7 привет", "relay K7: привет"),
                of("κ7 γεια", "relay K7: γεια"),
                of("с4 привет", "relay C4: привет"),
                of("Н5 привет", "relay H5: привет"),
                of("х9 привет", "relay X9: привет"),
                of("B٣: مرحبا", "relay B3: مرحبا"),
                of("B۳ سلام", "relay B3: سلام"),
                of("B३ नमस्ते", "relay B3: नमस्ते"),
                of("B৩ হ্যালো", "relay B3: হ্যালো"),
                of("B၃ x", "relay B3: x"),
                of("B๓ สวัสดี", "relay B3: สวัสดี"),
                of("B3\u060c مرحبا", "relay B3: مرحبا"),
                of("\u200fB3\u200f: مرحبا", "relay B3: مرحبا"),
                of("B\u200b3 hello", "relay B3: hello"),
                of("B3️⃣ hello", "relay B3: hello"),
                of("b 3 hello", "relay B3: hello"),
                of("B 3: hello", "relay B3: hello"),
                of("k 5 minutes left", "relay: k 5 minutes left"),
                of("D4 hello", "relay D4: hello"),
                of("B3?", "relay B3: ?"),
                of("B3 ?", "relay B3: ?"),
                of("B3 ... hello", "relay B3: hello"),
                of("A3 hello", "relay: A3 hello"),
                of("E7 hello", "relay: E7 hello"),
                of("I3 hello", "relay: I3 hello"),
                of("О3 привет", "relay: О3 привет"),
                of("U2 is a band", "relay: U2 is a band"),
                of("B34 is a bus", "relay: B34 is a bus"),
                of("B3hello", "relay: B3hello"),
                of("3B hello", "relay: 3B hello"),
                of("BB3 hello", "relay: BB3 hello"),
                of("at B3 hello", "relay: at B3 hello"),
                of("B3", "handle B3"),
                of(" b3: ", "handle B3"),
                of("b 3", "handle B3"),
                of("B3 B4", "relay B3: B4"),
                of("B3 help me", "relay B3: help me"),
                of("B3 stop", "relay B3: stop"),
                of("please stop", "relay: please stop"),
                of("B3 don't #worry", "relay B3: don't #worry"),
                of("take tram #4", "relay: take tram #4"),
                of("help", "relay: help"),
                of("FORGET", "relay: FORGET"),
                of("help me he is hitting me", "relay: help me he is hitting me"),
                of("", "blank"),
                of(" \u200f\n", "blank"),
                of("👍", "relay: 👍"),
                of("123456", "code 123456"),
                of("١٢٣٤٥٦", "code 123456"),
                of(" 123456. ", "code 123456"),
                of("B3 123456", "relay B3: 123456"),
                of("12345", "relay: 12345"),
                of("1234567", "relay: 1234567"));
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                of("#close", "close -"),
                of("#CLOSE", "close -"),
                of("# close", "close -"),
                of("＃close", "close -"),
                of("#end", "close -"),
                of("#END legal", "close - legal"),
                of("#close.", "close -"),
                of("#CLOSE İ", "close - İ"),
                of("#clоse", "close -"),
                of("#close legal", "close - legal"),
                of("#close 7", "close - 7"),
                of("#close B3", "close B3"),
                of("#close B3 legal", "close B3 legal"),
                of("B3 #close", "close B3"),
                of("B3: #close safety plan", "close B3 safety plan"),
                of("b 3 #close", "close B3"),
                of("#close b3:", "close B3"),
                of("В3 #close", "close B3"),
                of("#pass", "pass -"),
                of("#pass needs a doctor, in Cluj", "pass - needs a doctor, in Cluj"),
                of("B3 #pass needs a doctor", "pass B3 needs a doctor"),
                of("#pass B3 needs a doctor", "pass B3 needs a doctor"),
                of("#Pass: B3", "pass B3"),
                of("#note she prefers mornings", "note - she prefers mornings"),
                of("#note B3: she prefers mornings", "note B3 she prefers mornings"),
                of("#note", "note -"),
                of("#refer safehouse she wants a bed", "refer - safehouse she wants a bed"),
                of("B3 #refer safehouse she wants a bed", "refer B3 safehouse she wants a bed"),
                of("#refer B3 safehouse she wants a bed", "refer B3 safehouse she wants a bed"),
                of("#refer", "refer -"),
                of("#given", "given -"),
                of("#given B3 safehouse", "given B3 safehouse"),
                of("#reveal B3 haven", "reveal B3 haven"),
                of("#Reveal ٤٨٢١٩٣", "reveal - 482193"),
                of("#yes B3", "second yes B3"),
                of("B3 #NO", "second no B3"),
                of("#later", "later -"),
                of("#later b3", "later B3"),
                of("#consent", "consent -"),
                of("B3 #Consent", "consent B3"),
                of("#hours B3 sat 10-12", "hours B3 SATURDAY 10:00-12:00"),
                of("#hours b3 Saturday 10-12", "hours B3 SATURDAY 10:00-12:00"),
                of("#hours B3 Sat. 10:30 - 12", "hours B3 SATURDAY 10:30-12:00"),
                of("#hours B3 mon 9.15–10.45", "hours B3 MONDAY 09:15-10:45"),
                of("#hours B3 tue 10 to 12", "hours B3 TUESDAY 10:00-12:00"),
                of("#hours B3 fri 22-2", "hours B3 FRIDAY 22:00-02:00"),
                of("#hours B3 sun 20-24", "hours B3 SUNDAY 20:00-00:00"),
                of("#hours B3 wed ١٠-١٢", "hours B3 WEDNESDAY 10:00-12:00"),
                of("#hours B3 sâmbătă 10-12", "hours B3 SATURDAY 10:00-12:00"),
                of("#hours B3 sambata 10-12", "hours B3 SATURDAY 10:00-12:00"),
                of("#hours thu 8-9", "hours - THURSDAY 08:00-09:00"),
                of("B3 #hours sat 10-12", "hours B3 SATURDAY 10:00-12:00"),
                of("#hours B3 sat 10-10", "hours B3 ?"),
                of("#hours B3 sat 25-26", "hours B3 ?"),
                of("#hours B3 sat", "hours B3 ?"),
                of("#hours B3 10-12", "hours B3 ?"),
                of("#hours B3 someday 10-12", "hours B3 ?"),
                of("#hours", "hours - ?"),
                of("#unsafe", "unsafe -"),
                of("#unsafe B3", "unsafe B3"),
                of("#mydata", "mydata -"),
                of("B3 #MyData", "mydata B3"),
                of("#lang ru", "lang - ru"),
                of("#lang B3 pt-BR", "lang B3 pt-BR"),
                of("#lang B3 русский", "lang B3 русский"),
                of("#lang", "lang -"),
                of("#wrong B3", "wrong B3"),
                of("B3 #word", "word B3"),
                of("#word B3 new", "word B3 new"),
                of("#off", "off"),
                of("#Off", "off"),
                of("#off 18:00", "off 18:00"),
                of("#OFF 3d", "off 3d"),
                of("#break", "break -"),
                of("#break 20", "break - 20"),
                of("#Break 15 min", "break - 15 min"),
                of("#interpreter", "interpreter -"),
                of("B3 #interpreter Vietnamese", "interpreter B3 Vietnamese"),
                of("#interpreter B3 vi", "interpreter B3 vi"),
                of("#interpreter off", "interpreter - off"),
                of("#not-me", "not-me -"),
                of("#not me", "not-me -"),
                of("#NotMe b3", "not-me B3"),
                of("B3 #not-me", "not-me B3"),
                of("#not B3 Ana", "not B3 Ana"),
                of("B3 #not Ana", "not B3 Ana"),
                of("#not B3 Ana off", "not off B3 Ana"),
                of("B3 #not Ana Maria OFF.", "not off B3 Ana Maria"),
                of("#not off", "not - off"),
                of("#not me off", "not off - me"),
                of("#why", "why -"),
                of("#why b3", "why B3"),
                of("B3 #why?", "why B3"),
                of("#leave", "leave -"),
                of("#leave b3", "leave B3"),
                of("#on", "on"),
                of("#оn", "on"),
                of("#list", "list"),
                of("#practice", "practice"),
                of("#Practise", "practice"),
                of("# practice off.", "practice off"),
                of("#practice please", "practice"),
                of("#gaps", "gaps"),
                of("#Gaps?", "gaps"),
                of("#feedback", "feedback"),
                of("# Feedback.", "feedback"),
                of("#LİST", "list"),
                of("#help", "help"),
                of("#help please", "help"),
                of("B3 #help", "help"),
                of("#mine", "mine -"),
                of("#mine B3", "mine B3"),
                of("B3 #mine", "mine B3"),
                of("#warn", "warn -"),
                of("#warn B3", "warn B3"),
                of("B3 #block", "block B3"),
                of("#give B3 Leo", "give B3 Leo"),
                of("#give b3 leo", "give B3 leo"),
                of("#give Leo", "give - Leo"),
                of("#give B3", "give B3"),
                of("#child off she is 24", "child - she is 24"),
                of("#child off B3 she is 24", "child B3 she is 24"),
                of("#child B3 off she is 24", "child B3 she is 24"),
                of("B3 #child off she is 24", "child B3 she is 24"),
                of("#child off", "child -"),
                of("#child", "child -"),
                of("#child please", "child -"),
                of("#child on", "child on -"),
                of("#child on B3", "child on B3"),
                of("#child B3 on", "child on B3"),
                of("B3 #Child ON.", "child on B3"),
                of("#urgent", "urgent -"),
                of("#urgent B3", "urgent B3"),
                of("b3 #URGENT!", "urgent B3"),
                of("#clsoe", "unknown"),
                of("#closed", "unknown"),
                of("#", "unknown"),
                of("#B3 hello", "unknown"),
                of("#hello there", "unknown"),
                of("B3 #hello there", "unknown"),
                of("#1 hello", "unknown"),
                of("#" + "x".repeat(500), "unknown"),
                of("STOP", "stop"),
                of("stop.", "stop"),
                of("Stop All", "stop"),
                of("UNSUBSCRIBE", "stop"),
                of("End", "stop"),
                of("quit", "stop"),
                of("CANCEL", "stop"),
                of("ARRÊT", "stop"),
                of("stop it", "relay: stop it"),
                of("START", "start"),
                of("unstop", "start"),
                of("start now", "relay: start now"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource({"answers", "words", "commands"})
    void is_read(String typed, String said) {
        assertEquals(said, told(new Typed(Set.of("B3", "K7"), Locale.of("ro")).read(typed)));
    }

    @Test
    void a_long_text_is_kept_whole() {
        var words = "word ".repeat(2000).strip();
        assertEquals("relay B3: " + words, told(new Typed(Set.of(), Locale.ENGLISH).read("B3 " + words)));
    }

    @Test
    void what_is_printed_shows_no_words() {
        var typed = new Typed(Set.of("B3"), Locale.ENGLISH);
        Stream.of("secret", "B3 secret", "#note secret", "#pass secret", "#child off secret", "#refer x secret")
                .forEach(text -> assertEquals(-1, typed.read(text).toString().indexOf("secret"), text));
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                of("", "information-only"),
                of("1", "information-only"),
                of("٧", "referred-legal"),
                of("22", "test"),
                of("23", "-"),
                of("0", "-"),
                of("ended", "contact-ended"),
                of("legal", "referred-legal"),
                of("LEGAL", "referred-legal"),
                of("leg", "referred-legal"),
                of("referred legal", "referred-legal"),
                of("safety plan", "safety-plan-made"),
                of("safety-plan made", "safety-plan-made"),
                of("child protection", "referred-child-protection"),
                of("ur", "-"),
                of("urgent", "-"),
                of("no answer", "no-answer"),
                of("wrong", "wrong-number"),
                of("all is well now", "-"));
    }

    @ParameterizedTest(name = "#close [{index}] {0}")
    @MethodSource("outcomes")
    void an_outcome_is_read(String typed, String code) {
        assertEquals(code, Outcomes.read(typed).map(Outcome::word).orElse("-"));
    }

    private static String told(Said said) {
        return switch (said) {
            case Said.Blank _ -> "blank";
            case Said.Answer(var handle, var yes, var _) -> (yes ? "yes" : "no") + before(handle);
            case Said.Confirm(var handle, var _) -> "confirm " + handle;
            case Said.Relay(var handle, var words) -> "relay" + before(handle) + ": " + words;
            case Said.HandleAlone(var handle) -> "handle " + handle;
            case Said.Code(var digits, var _) -> "code " + digits;
            case Said.Close(var handle, var outcome) -> with("close", handle, outcome);
            case Said.Pass(var handle, var note) -> with("pass", handle, note);
            case Said.Note(var handle, var words) -> with("note", handle, words);
            case Said.Refer(var handle, var partner, var note) -> with("refer", handle, (partner + " " + note).strip());
            case Said.Given(var handle, var words) -> with("given", handle, words);
            case Said.Reveal(var handle, var words) -> with("reveal", handle, words);
            case Said.Second(var handle, var yes) -> with("second " + (yes ? "yes" : "no"), handle, "");
            case Said.Consent(var handle) -> with("consent", handle, "");
            case Said.Later(var handle) -> with("later", handle, "");
            case Said.Hours(var handle, var slot) ->
                with(
                        "hours",
                        handle,
                        slot.map(hours -> hours.day() + " " + hours.from() + "-" + hours.until())
                                .orElse("?"));
            case Said.Unsafe(var handle) -> with("unsafe", handle, "");
            case Said.MyData(var handle) -> with("mydata", handle, "");
            case Said.Language(var handle, var language) -> with("lang", handle, language);
            case Said.Word(var handle, var anew) -> with("word", handle, anew ? "new" : "");
            case Said.Wrong(var handle) -> with("wrong", handle, "");
            case Said.Off(var until) -> ("off " + until).strip();
            case Said.On _ -> "on";
            case Said.Break(var minutes) -> with("break", Optional.empty(), minutes);
            case Said.Interpreter(var handle, var language) -> with("interpreter", handle, language);
            case Said.NotMe(var handle) -> with("not-me", handle, "");
            case Said.Not(var handle, var alias, var off) -> with(off ? "not off" : "not", handle, alias);
            case Said.Why(var handle) -> with("why", handle, "");
            case Said.Leave(var handle) -> with("leave", handle, "");
            case Said.Practice(boolean on) -> on ? "practice" : "practice off";
            case Said.Holdings _ -> "list";
            case Said.Help _ -> "help";
            case Said.Gaps _ -> "gaps";
            case Said.Feedback _ -> "feedback";
            case Said.Mine(var handle) -> with("mine", handle, "");
            case Said.Give(var handle, var alias) -> with("give", handle, alias);
            case Said.Warn(var handle) -> with("warn", handle, "");
            case Said.Block(var handle) -> with("block", handle, "");
            case Said.Urgent(var handle) -> with("urgent", handle, "");
            case Said.ChildOn(var handle) -> with("child on", handle, "");
            case Said.ChildOff(var handle, var reason) -> with("child", handle, reason);
            case Said.Stop _ -> "stop";
            case Said.Start _ -> "start";
            case Said.Unknown _ -> "unknown";
        };
    }

    private static String before(Optional<String> handle) {
        return handle.map(name -> " " + name).orElse("");
    }

    private static String with(String command, Optional<String> handle, String given) {
        return (command + " " + handle.orElse("-") + " " + given).strip();
    }
}
