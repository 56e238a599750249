package org.amparo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhonesPageTest {
    private static final Pattern DELIVERED = Pattern.compile("delivered");

    private PackagedProgram program;
    private Chromium chromium;
    private boolean talked;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    void start() {
        program = new PackagedProgram();
        chromium = new Chromium();
    }

    @AfterAll
    void stop() {
        chromium.close();
        program.close();
    }

    @AfterEach
    void the_browser_had_nothing_to_complain_of() {
        var all = List.copyOf(complaints);
        complaints.clear();
        assertEquals(List.of(), all);
    }

    private Page page(int width, int height, ColorScheme colours) {
        var page = chromium.window(width, height, colours);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(program.url() + "/phone");
        assertThat(page.locator("#prices")).containsText("sent");
        return page;
    }

    private Page desk() {
        return page(1280, 800, ColorScheme.LIGHT);
    }

    private static Locator phone(Page page, String name) {
        return page.locator("section.phone")
                .filter(new Locator.FilterOptions().setHas(page.locator("h2:text-is('" + name + "')")));
    }

    private static Locator open(Page page, String name) {
        page.locator(".person", new Page.LocatorOptions().setHasText(name)).click();
        return phone(page, name);
    }

    /// Taps a ready text and waits for what the line answers to it.
    private static Locator tap(Locator phone, String text) {
        int before = phone.locator(".text:not(.mine)").count();
        phone.locator(".ready button")
                .filter(new Locator.FilterOptions()
                        .setHas(phone.page().locator(".gist:text-is(\"" + text.replace("\"", "\\\"") + "\")")))
                .click();
        var answer = phone.locator(".text:not(.mine)").nth(before);
        assertThat(answer).containsText(DELIVERED);
        return answer.locator(".body");
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("..", "target", "screenshots", name + ".png")));
    }

    private static void isSound(Page page, String where) {
        var faults = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .map(fault -> fault.getId() + " "
                                + fault.getNodes().getFirst().getHtml())
                        .toList();
        assertEquals(List.of(), faults, where);
        assertFalse(
                (Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth"),
                where + ": wider than the window");
    }

    @Test
    void a_newcomer_taps_a_person_and_gets_the_right_text_back() {
        var page = desk();
        page.locator(".tile", new Page.LocatorOptions().setHasText("Maricel")).click();
        var phone = phone(page, "Maricel");
        assertThat(phone.locator(".text:not(.mine) .body").first()).containsText("Info Line");
        assertThat(phone.locator(".text.mine").first()).containsText("received");
        assertThat(tap(phone, "1")).containsText("passport");
        assertThat(phone.locator(".text").last()).containsText("segment");
        assertThat(page.locator("#total")).containsText(Pattern.compile("[0-9]+ texts · [0-9]+ segments · €"));
    }

    @Test
    void right_to_left_is_drawn_from_the_right() {
        var page = desk();
        var phone = open(page, "Karim");
        var answer = tap(phone, "مرحبا");
        assertEquals("ar", answer.getAttribute("lang"));
        assertEquals("rtl", answer.evaluate("body => getComputedStyle(body).direction"));
        double line = answer.boundingBox().x;
        double mine = phone.locator(".text.mine .body").first().boundingBox().x;
        assertTrue(line > mine, "the line's text stands at the start, which is the right");
        assertThat(tap(phone, "٩")).isVisible();
    }

    @Test
    void everything_works_by_keyboard() {
        var page = desk();
        var skip = page.locator(".skip");
        page.keyboard().press("Tab");
        assertThat(skip).isFocused();
        page.locator(".person", new Page.LocatorOptions().setHasText("Daniel")).focus();
        page.keyboard().press("Enter");
        var phone = phone(page, "Daniel");
        assertThat(phone.locator("h2")).isFocused();
        page.keyboard().press("Tab");
        assertThat(phone.locator(".shut")).isFocused();
        page.keyboard().press("Tab");
        assertThat(phone.locator(".thread")).isFocused();
        page.keyboard().press("Tab");
        assertThat(phone.locator(".ready button").first()).isFocused();
        phone.locator("textarea").focus();
        page.keyboard().type("hello");
        assertThat(phone.locator(".meter")).containsText("1 segment");
        page.keyboard().press("Enter");
        assertThat(phone.locator(".text:not(.mine)").first()).containsText(DELIVERED);
        assertThat(phone.locator("textarea")).hasValue("");
        assertThat(phone.locator("textarea")).isFocused();
        page.locator("[aria-controls=faults]").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#faults")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#faults")).isHidden();
        assertThat(page.locator("[aria-controls=faults]")).isFocused();
        phone.locator(".shut").focus();
        page.keyboard().press("Enter");
        assertThat(phone).hasCount(0);
        assertThat(page.locator(".person", new Page.LocatorOptions().setHasText("Daniel")))
                .isFocused();
    }

    @Test
    void a_phone_rings_and_is_answered_by_keyboard() {
        var page = desk();
        page.locator("#other").fill("+447700900297");
        page.keyboard().press("Enter");
        var caller = phone(page, "+447700900297");
        caller.locator("textarea").fill("he beats me, help me");
        caller.locator("form button").click();
        var ringing = page.locator(".person.rings").first();
        assertThat(ringing).containsText("rings");
        assertThat(page.locator("#say")).containsText("phone rings");
        assertEquals(Boolean.FALSE, ringing.evaluate("""
                one => {
                    const mark = one.querySelector(".ringing").getBoundingClientRect();
                    const words = document.createRange();
                    return [...one.querySelectorAll(".who *")].some(word => {
                        words.selectNodeContents(word);
                        return [...words.getClientRects()].some(box =>
                            box.right > mark.left && box.left < mark.right && box.bottom > mark.top && box.top < mark.bottom);
                    });
                }"""), "the mark covers a word");
        var name = ringing.locator("b").textContent();
        var narrow = page(360, 740, ColorScheme.LIGHT);
        open(narrow, "Awa");
        assertThat(narrow.locator(".switcher .rings")).containsText("People");
        shoot(narrow, "phones-ringing-360");
        isSound(narrow, "a phone rings that is not open");
        ringing.click();
        var phone = phone(page, name);
        assertThat(phone.locator(".call q").first()).containsText("Press 1");
        isSound(page, "a ringing phone");
        shoot(page, "phones-ringing-1280");
        phone.locator(".call .accept").first().focus();
        page.keyboard().press("Enter");
        assertThat(phone.locator(".called").last()).containsText("answered");
        assertThat(phone.locator(".text:not(.called):has-text('is yours')").first()).isVisible();
        assertThat(phone.locator("h2")).isFocused();
        phone.locator("textarea").fill("#list");
        page.keyboard().press("Enter");
        assertThat(phone.locator(".text:not(.mine)").last()).containsText("You hold");
    }

    @Test
    void new_texts_are_announced_and_old_ones_are_not() {
        var page = desk();
        var phone = open(page, "Rosa");
        assertThat(phone.locator("[role=log]")).hasAttribute("aria-live", "polite");
        tap(phone, "9");
        page.reload();
        assertThat(phone.locator(".text").first()).isVisible();
        assertThat(page.locator("#say")).isEmpty();
    }

    @Test
    void a_switched_fault_shows_and_a_text_that_fails_says_why() {
        var page = desk();
        var phone = open(page, "Somchai");
        page.locator("[aria-controls=faults]").click();
        page.locator("input[name=undelivered]").check();
        assertThat(page.locator("#faulty")).containsText("1");
        shoot(page, "phones-faults-1280");
        isSound(page, "faults");
        page.keyboard().press("Escape");
        phone.locator(".ready button").first().click();
        assertThat(phone.locator(".text:not(.mine)").first()).containsText("not delivered (phone is off)");
        page.locator("[aria-controls=faults]").click();
        page.locator("#all-well").click();
        assertThat(page.locator("#faulty")).isEmpty();
    }

    @Test
    void the_clock_moves_and_says_so() {
        var page = desk();
        var before = page.locator("#now").getAttribute("datetime");
        page.locator("[data-forward=PT1H]").click();
        assertThat(page.locator("#say")).containsText("It is now");
        var after = page.locator("#now").getAttribute("datetime");
        assertTrue(after.compareTo(before) > 0);
        page.locator("[data-forward=opening]").click();
        assertThat(page.locator("#hours")).hasText("open now");
    }

    @Test
    void another_phone_opens_by_its_number_and_a_wrong_one_is_told() {
        var page = desk();
        page.locator("#other").fill("0770 900299");
        page.keyboard().press("Enter");
        assertThat(page.locator("#other-hint")).containsText("with + and country code");
        page.locator("#other").fill("whatsapp:+44 7700 900299");
        page.keyboard().press("Enter");
        var phone = phone(page, "whatsapp:+447700900299");
        phone.locator("textarea").fill("hello");
        phone.locator("form button").click();
        assertThat(phone.locator(".text:not(.mine)").first()).containsText(DELIVERED);
    }

    @Test
    void a_text_for_a_phone_nobody_looks_at_is_counted() {
        var page = page(320, 640, ColorScheme.LIGHT);
        var phone = open(page, "Awa");
        phone.locator(".ready button").first().click();
        page.locator(".switcher button").first().click();
        assertThat(page.locator(".person", new Page.LocatorOptions().setHasText("Awa"))
                        .locator(".new"))
                .containsText("1");
    }

    /// Two talks for all sizes to show: the line falls silent on whoever repeats the same text too often.
    private void talkOnce() {
        if (!talked) {
            var page = desk();
            tap(open(page, "Hamid"), "منو");
            tap(open(page, "Linh"), "xin chao");
            page.context().close();
            talked = true;
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 640", "640, 400", "768, 1024", "1000, 700", "1280, 800"})
    void every_size_is_sound_in_light_and_dark(int width, int height) {
        talkOnce();
        for (var colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            var name = width + (colours == ColorScheme.DARK ? "-dark" : "");
            var page = page(width, height, colours);
            shoot(page, "phones-welcome-" + name);
            isSound(page, "welcome " + name);
            if (width >= 900) {
                assertThat(open(page, "Linh").locator(".text").last()).isVisible();
            }
            assertThat(open(page, "Hamid").locator(".text").last()).isVisible();
            shoot(page, "phones-" + name);
            isSound(page, "phones " + name);
            page.context().close();
        }
    }

    @Test
    void every_target_is_big_enough_for_a_finger() {
        var page = page(320, 640, ColorScheme.LIGHT);
        open(page, "Ion");
        var small = page.evaluate(
                "[...document.querySelectorAll('button, input:not([type=checkbox]), textarea, label.switch')]"
                        + ".filter(one => one.checkVisibility())"
                        + ".map(one => [one.textContent || one.id, one.getBoundingClientRect()])"
                        + ".filter(([name, box]) => box.width < 44 || box.height < 44).map(([name]) => name)");
        assertEquals(List.of(), small);
    }
}
