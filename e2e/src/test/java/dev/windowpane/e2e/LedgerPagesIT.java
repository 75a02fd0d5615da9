package dev.windowpane.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.windowpane.spec.RejectReason;
import dev.windowpane.traffic.Hit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages that show where every record is. */
@Order(9)
@ExtendWith(StackExtension.class)
class LedgerPagesIT {
    private static final double PATIENCE_MILLIS = 30_000;
    private static final String BAD = "no JSON at all: <b>ledger-pages</b>";

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

    @Test
    @Order(1)
    void theLedgerShowsWhereEveryRecordIs(Stack stack) {
        sendOneOfEach(stack);
        JsonNode ledger =
                stack.api.get("/api/ledger?job=" + Stack.JOB).path("jobs").path(0);
        for (String theme : List.of("light", "dark")) {
            Page page = open(stack, "/ledger?job=" + Stack.JOB, theme);

            Locator balance = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Balance"));
            shows(balance, String.format(Locale.ROOT, "%,d", ledger.path("read").asLong()));
            shows(balance, "✓ adds up");
            Locator windows = table(page, "Windows, newest first");
            windows.getByRole(AriaRole.BUTTON).first().click();
            assertThat(windows.getByRole(AriaRole.BUTTON).first()).hasAttribute("aria-expanded", "true");
            shows(table(page, "What another out-of-orderness would cost"), "as it is");
            check(page, "ledger-" + theme);
        }
    }

    @Test
    @Order(2)
    void aDeadLetterIsShownAsTextWithItsReason(Stack stack) {
        for (String theme : List.of("light", "dark")) {
            Page page = open(stack, "/dead-letters?reason=NOT_JSON&q=ledger-pages&job=" + Stack.JOB, theme);

            shows(table(page, "Dead letters, newest first"), BAD);
            assertThat(page.getByRole(
                            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Replay all kept of NOT_JSON")))
                    .isVisible();
            check(page, "dead-letters-" + theme);
        }
    }

    private static void sendOneOfEach(Stack stack) {
        Instant now = InstantSource.system().instant();
        stack.topic.send(now, BAD);
        stack.expected.deadLetter(RejectReason.NOT_JSON);
        Hit hit = new Hit("192.0.2.1", now, "-", "ledger-pages.example", "/");
        stack.topic.send(now, hit.toJson());
        stack.expected.hits(List.of(hit));
        stack.awaitExact();
    }

    private static Page open(Stack stack, String path, String theme) {
        Page page = chromium.newPage();
        page.navigate(stack.api.url.resolve(path).toString());
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Theme"))
                .selectOption(theme);
        return page;
    }

    private static Locator table(Page page, String name) {
        return page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(name));
    }

    private static void shows(Locator where, String text) {
        assertThat(where).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static void check(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Checkout.target("screenshots").resolve(name + ".png"))
                .setFullPage(true));
        assertThat(new AxeBuilder(page)
                        .analyze().getViolations().stream()
                                .map(it -> "%s: %s %s".formatted(it.getId(), it.getHelp(), it.getNodes()))
                                .toList())
                .as(name)
                .isEmpty();
        page.close();
    }
}
