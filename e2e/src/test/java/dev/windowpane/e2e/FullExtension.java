package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each scenario the one stack, judges the looks that were taken meanwhile, and writes the report. After a failed scenario the next one gets a new stack. */
final class FullExtension implements ParameterResolver, AfterEachCallback {
    private static final FullSettings SETTINGS = FullSettings.given();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scenario.class;
    }

    @Override
    public Scenario resolveParameter(ParameterContext parameter, ExtensionContext context) {
        FullStack stack =
                root(context).computeIfAbsent(FullStack.class, key -> FullStack.start(SETTINGS), FullStack.class);
        String fault = context.getTags().stream()
                .filter(tag -> tag.startsWith("F"))
                .findFirst()
                .orElse("");
        String title = words(context.getRequiredTestMethod().getName());
        say("%s %s …".formatted(fault, title));
        Scenario scenario = new Scenario(stack, SETTINGS, fault, title);
        context.getStore(ExtensionContext.Namespace.GLOBAL).put(Scenario.class, scenario);
        return scenario;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Scenario scenario = Objects.requireNonNull(
                context.getStore(ExtensionContext.Namespace.GLOBAL).get(Scenario.class, Scenario.class));
        FullStack stack = scenario.stack;
        boolean sawTheEnd = Looks.goOn(stack.poller);
        Throwable failure = context.getExecutionException().orElse(null);
        boolean passed = failure == null && scenario.violations().isEmpty() && sawTheEnd;
        report(context).add(scenario, passed, failure == null ? "" : String.valueOf(failure.getMessage()));
        say("%s %s: %s, %,d polls, %,d violations%s"
                .formatted(
                        scenario.fault(),
                        scenario.title(),
                        passed ? "ok" : "FAILED",
                        scenario.polls(),
                        scenario.violations().size(),
                        figures(scenario)));
        if (!passed) {
            say("again: " + SETTINGS.replay(scenario.fault()));
            root(context).remove(FullStack.class);
            stack.close();
        }
        assertThat(scenario.violations()).as("ledger").isEmpty();
        assertThat(sawTheEnd)
                .as("the poller looks on: %s", stack.poller.lastMiss())
                .isTrue();
    }

    private static String figures(Scenario scenario) {
        StringBuilder text = new StringBuilder();
        scenario.figures()
                .forEach(it -> text.append("; %s %s%s"
                        .formatted(it.name(), it.value(), it.bound().isEmpty() ? "" : " (" + it.bound() + ")")));
        return text.toString();
    }

    private static String words(String name) {
        return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static FullReport report(ExtensionContext context) {
        return root(context)
                .computeIfAbsent(
                        FullReport.class,
                        key -> new FullReport(SETTINGS, InstantSource.system().instant()),
                        FullReport.class);
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
