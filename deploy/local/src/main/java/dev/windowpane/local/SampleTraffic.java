package dev.windowpane.local;

import dev.windowpane.local.os.JavaCommand;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.ProcessSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The process that sends made-up hits. */
final class SampleTraffic implements StackPart {
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final ManagedProcess process;

    SampleTraffic(
            Home home, Programs programs, String bootstrapServers, String topic, ManagedProcess.ExitListener listener) {
        this.process = new ManagedProcess(
                new ProcessSpec(
                        "sample-traffic",
                        new JavaCommand(programs.java(), home.data("tmp"))
                                .quick()
                                .with("-Xmx192m")
                                .runJar(
                                        Programs.require(programs.trafficJar()),
                                        "sample",
                                        "--bootstrap-servers",
                                        bootstrapServers,
                                        "--topic",
                                        topic),
                        Map.of(),
                        home.root(),
                        home.log("sample-traffic"),
                        "TERM"),
                home.run(),
                () -> {},
                listener);
    }

    @Override
    public void start() {
        process.start();
    }

    @Override
    public String title() {
        return "sample traffic";
    }

    @Override
    public List<ManagedProcess> processes() {
        return List.of(process);
    }

    @Override
    public void close() {
        process.close(STOP_GRACE);
    }
}
