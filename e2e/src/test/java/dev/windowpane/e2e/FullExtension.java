package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each scenario the one stack, judges the looks that were taken meanwhile, and writes the report. After a failed scenario the next one gets a new stack. */
final class FullExtension implements ParameterResolver, AfterEachCallback {
    private static final FullSettings SETTINGS = FullSettings.given();
    private static final InstantSource CLOCK = InstantSource.system();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Scenario.class || type == Findings.class;
    }

    /** Who wants {@link Findings} only has a stack of its own. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Findings.class) {
            return begin(context);
        }
        FullStack stack =
                root(context).computeIfAbsent(FullStack.class, key -> FullStack.start(SETTINGS), FullStack.class);
        return new Scenario(stack, SETTINGS, begin(context));
    }

    private static Findings begin(ExtensionContext context) {
        String fault = context.getTags().stream()
                .filter(tag -> tag.startsWith("F"))
                .findFirst()
                .orElse("");
        String title = words(context.getRequiredTestMethod().getName());
        say("%s %s …".formatted(fault, title));
        Findings findings = new Findings(fault, title, CLOCK.instant());
        store(context).put(Findings.class, findings);
        return findings;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Findings findings = Objects.requireNonNull(store(context).remove(Findings.class, Findings.class));
        Optional<FullStack> stack = Optional.ofNullable(root(context).get(FullStack.class, FullStack.class));
        boolean sawTheEnd = stack.map(it -> Looks.goOn(it.poller)).orElse(true);
        Throwable failure = context.getExecutionException().orElse(null);
        boolean passed = failure == null && findings.violations().isEmpty() && sawTheEnd;
        Duration took = Duration.between(findings.began(), CLOCK.instant());
        report(context).add(findings, took, passed, failure == null ? "" : String.valueOf(failure.getMessage()));
        say("%s %s: %s in %d s, %,d polls, %,d violations%s"
                .formatted(
                        findings.fault(),
                        findings.title(),
                        passed ? "ok" : "FAILED",
                        took.toSeconds(),
                        findings.polls(),
                        findings.violations().size(),
                        figures(findings)));
        if (!passed) {
            say("again: " + SETTINGS.replay(findings.fault()));
            root(context).remove(FullStack.class);
            stack.ifPresent(FullStack::close);
        }
        assertThat(findings.violations()).as("ledger").isEmpty();
        assertThat(sawTheEnd)
                .as("the poller looks on: %s", stack.flatMap(it -> it.poller.lastMiss()))
                .isTrue();
    }

    private static String figures(Findings findings) {
        StringBuilder text = new StringBuilder();
        findings.figures()
                .forEach(it -> text.append("; %s %s%s"
                        .formatted(it.name(), it.value(), it.bound().isEmpty() ? "" : " (" + it.bound() + ")")));
        return text.toString();
    }

    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static FullReport report(ExtensionContext context) {
        return root(context)
                .computeIfAbsent(FullReport.class, key -> new FullReport(SETTINGS, CLOCK.instant()), FullReport.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(ExtensionContext.Namespace.GLOBAL);
    }

    private static ExtensionContext.Store root(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    }

    /** The launcher shows these lines. */
    private static void say(String line) {
        System.out.println("full: " + line);
        System.out.flush();
    }
}
