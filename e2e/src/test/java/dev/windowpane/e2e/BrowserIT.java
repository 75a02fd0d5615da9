package dev.windowpane.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.windowpane.traffic.Hit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Order(4)
@ExtendWith(StackExtension.class)
class BrowserIT {
    private static final double PATIENCE_MILLIS = 15_000;
    private static final Path SCREENSHOTS = Checkout.target("screenshots");

    @SuppressWarnings("NullAway.Init")
    private static Chromium chromium;

    @BeforeAll
    static void openBrowser() {
        chromium = new Chromium();
    }

    @AfterAll
    static void closeBrowser() {
        chromium.close();
    }

    private static Page open(Stack stack, String path) {
        Page page = chromium.newPage();
        page.navigate(stack.api.url.resolve(path).toString());
        return page;
    }

    private static Locator figure(Page page, String name) {
        return page.getByRole(
                AriaRole.GROUP, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void shows(Locator where, long number) {
        assertThat(where)
                .containsText(
                        String.format(Locale.ROOT, "%,d", number),
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    @Test
    @Order(1)
    void theNumberInTheBrowserIsTheReferenceCountersAndGrowsByItself(Stack stack, @TempDir Path directory) {
        Instant now = InstantSource.system().instant();
        AccessLog log = AccessLog.steady(
                4, now.minus(Duration.ofMinutes(40)), Duration.ofMinutes(30), 1_234, List.of("browser.example"));
        stack.traffic.replay(log.writeCombined(directory.resolve("a.log")), "--host", "browser.example");
        stack.expected.hits(log.hits().stream().map(BrowserIT::inWholeSeconds).toList());
        stack.awaitExact();

        Page page = open(stack, "/?from=now-6h&host=browser.example");
        shows(figure(page, "Hits"), 1_234);
        Locator row = page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Hosts, most hits first"))
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("browser.example"));
        page.getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Search hosts"))
                .fill("browser.ex");
        shows(row, 1_234);

        Hit another = new Hit("192.0.2.1", now, "-", "browser.example", "/");
        stack.topic.send(now, another.toJson());
        stack.expected.hits(List.of(another));
        shows(figure(page, "Hits"), 1_235);
        page.close();
    }

    @Test
    @Order(2)
    void allDataIsAllThatWasEverSent(Stack stack) {
        Page page = open(stack, "/?from=all");

        shows(figure(page, "Hits"), stack.expected.tally().hits());
        page.close();
    }

    @Test
    @Order(3)
    void theJobsPageShowsTheRunningJobWithAStopButton(Stack stack) {
        Page page = open(stack, "/jobs");

        Locator card = page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(Stack.JOB).setExact(true));
        assertThat(card)
                .containsText("Running", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop " + Stack.JOB)))
                .isVisible();
        page.close();
    }

    @Test
    @Order(4)
    void axeFindsNothingOnAnyPageInAnyTheme(Stack stack) {
        for (String theme : List.of("light", "dark")) {
            Page traffic = open(stack, "/?from=now-6h");
            choose(traffic, theme);
            shows(figure(traffic, "Hits"), hitsOfSixHours(stack));
            check(traffic, "traffic-" + theme);
            Page jobs = open(stack, "/jobs");
            choose(jobs, theme);
            assertThat(jobs.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop " + Stack.JOB)))
                    .isVisible();
            check(jobs, "jobs-" + theme);
        }
    }

    private static void choose(Page page, String theme) {
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Theme"))
                .selectOption(theme);
    }

    private static void check(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(it -> "%s: %s %s".formatted(it.getId(), it.getHelp(), it.getNodes()))
                                .toList())
                .as(name)
                .isEmpty();
        page.close();
    }

    /** Windows that reach into the last six hours; nothing was sent near the beginning of that range. */
    private static long hitsOfSixHours(Stack stack) {
        Instant from = InstantSource.system().instant().minus(Duration.ofHours(6));
        return stack.expected.tally().byHost().entrySet().stream()
                .filter(it -> it.getKey().windowStart().isAfter(from))
                .mapToLong(it -> it.getValue())
                .sum();
    }

    /** A log's times have no fractions. */
    private static Hit inWholeSeconds(Hit hit) {
        return new Hit(
                hit.ip(), Instant.ofEpochSecond(hit.time().getEpochSecond()), hit.referrer(), hit.host(), hit.url());
    }
}
