package dev.windowpane.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The system's Chromium; nothing is downloaded. */
final class Chromium implements AutoCloseable {
    private static final int WIDTH = 1440;
    private static final int HEIGHT = 1000;

    private final Playwright playwright;
    private final Browser browser;

    Chromium() {
        Path executable = executable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    /** A page of a browser that has not been here before; its clock is in UTC. */
    Page newPage() {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setTimezoneId("UTC"));
        return context.newPage();
    }

    private static Path executable() {
        Stream<Path> onPath = Pattern.compile(File.pathSeparator)
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .map(directory -> Path.of(directory, "chromium"));
        return Stream.of(
                        Optional.ofNullable(System.getenv("WINDOWPANE_CHROMIUM")).map(Path::of).stream(),
                        Stream.of(Path.of("/usr/bin/chromium")),
                        onPath)
                .flatMap(it -> it)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "no Chromium found; type: apt-get install chromium (or set WINDOWPANE_CHROMIUM to its executable)"));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
