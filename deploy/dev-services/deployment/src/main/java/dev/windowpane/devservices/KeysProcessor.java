package dev.windowpane.devservices;

import dev.windowpane.local.os.LocalStackException;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.Produce;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.deployment.console.ConsoleCommand;
import io.quarkus.deployment.console.ConsoleStateManager;
import io.quarkus.deployment.console.ConsoleStateManager.ConsoleContext;
import io.quarkus.deployment.dev.RuntimeUpdatesProcessor;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Keys of dev mode's console for what a live reload does not see: the job's JAR and the dashboard. Capital letters: Quarkus takes the small ones. */
@BuildSteps(onlyIf = {IsDevelopment.class, DevServicesConfig.Enabled.class})
final class KeysProcessor {
    private static final Logger LOG = Logger.getLogger("windowpane");
    private static final ConsoleContext CONSOLE = ConsoleStateManager.INSTANCE.createContext("Windowpane");
    private static final AtomicBoolean BUSY = new AtomicBoolean();

    @BuildStep
    @Produce(ServiceStartBuildItem.class)
    void keys(OutputTargetBuildItem target) {
        Path directory = target.getOutputDirectory();
        Workshop workshop =
                new Workshop(Workshop.checkoutAround(directory), directory.resolve("dev-services/log/build.log"));
        CONSOLE.reset(
                new ConsoleCommand(
                        'J',
                        "Rebuild the job, restart, and launch the main job with it",
                        null,
                        then(workshop::buildJob)),
                new ConsoleCommand('U', "Rebuild the dashboard and restart", null, then(workshop::buildUi)));
    }

    /** Outside the console's thread, one at a time. At its start the control plane sees that the job's JAR is another one. */
    private static Runnable then(Runnable build) {
        return () -> {
            if (BUSY.compareAndSet(false, true)) {
                Thread unused =
                        Thread.ofPlatform().daemon().name("windowpane-build").start(() -> run(build));
            }
        };
    }

    private static void run(Runnable build) {
        try {
            build.run();
            RuntimeUpdatesProcessor.INSTANCE.doScan(true, true);
        } catch (LocalStackException e) {
            LOG.error(e.getMessage());
        } finally {
            BUSY.set(false);
        }
    }
}
