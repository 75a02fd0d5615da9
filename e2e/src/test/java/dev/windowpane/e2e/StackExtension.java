package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.prover.Violation;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts the one {@link Stack} with the first test that asks for it and ends it after the last. A test during which the ledger was wrong has failed. After a failed
 * test the next one gets a new stack, so that each failure speaks for itself; the old one's logs stay.
 */
final class StackExtension implements ParameterResolver, AfterEachCallback {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Stack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stack(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Stack stack = stack(context);
        boolean looksOn = Looks.goOn(stack.watch);
        List<Violation> violations = stack.watch.violations();
        long polls = stack.watch.polls();
        if (context.getExecutionException().isPresent() || !violations.isEmpty() || !looksOn) {
            store(context).remove(Stack.class);
            stack.close();
        }
        assertThat(violations).as("ledger, %d polls so far", polls).isEmpty();
        assertThat(looksOn)
                .as("the prover looks on: %s", stack.watch.lastMiss())
                .isTrue();
    }

    private static Stack stack(ExtensionContext context) {
        return store(context).computeIfAbsent(Stack.class, key -> Stack.start(), Stack.class);
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
    }
}
