package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.local.os.Ports;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.ProcessIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as a person runs it; control plane and sample traffic are stood in for. */
class UpIT {
    private static final Duration UP = Duration.ofSeconds(90);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern PID = Pattern.compile("\"([a-z0-9-]+)\": ([0-9]+)");

    /** As people name directories. */
    private static final String HOME = "Jo's first try";

    @TempDir
    private static Path directory;

    private final int port = Ports.anyFree();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(Process::destroy);
        started.forEach(process -> await().atMost(SOON).until(() -> !process.isAlive()));
    }

    @Test
    void runsUntilItIsEndedAndStartsAgainWhatDies() throws IOException {
        Process up = up("first.out");
        awaitLine("first.out", "Windowpane runs");
        Map<String, Long> pids = pids();
        assertThat(pids)
                .containsOnlyKeys(
                        "windowpane",
                        "postgres",
                        "kafka",
                        "jobmanager",
                        "taskmanager-1",
                        "control-plane",
                        "sample-traffic");
        assertThat(pids).containsEntry("windowpane", up.pid());
        assertThat(output("first.out")).contains("http://127.0.0.1:" + port + "/", "psql -h 127.0.0.1", "curl -K");

        run("second.out", "up", "--port", Integer.toString(Ports.anyFree()));
        assertThat(output("second.out")).contains("already runs", "pid " + up.pid(), "http://127.0.0.1:" + port);

        long controlPlane = pids.getOrDefault("control-plane", 0L);
        ProcessHandle.of(controlPlane).orElseThrow().destroyForcibly();
        await().atMost(SOON).until(() -> pids().getOrDefault("control-plane", controlPlane) != controlPlane);
        awaitLine("first.out", "control-plane ended by itself (exit code 137)");

        Map<String, Long> last = pids();
        run("down.out", "down");
        assertThat(last.values())
                .allSatisfy(pid -> assertThat(ProcessIdentity.of(pid)).isEmpty());
        assertThat(directory.resolve(HOME + "/addresses.json")).doesNotExist();
        assertThat(output("first.out")).contains("Postgres 18.6.0 ended");
    }

    @Test
    void endsWhatAKilledRunLeftBehindAndGoesOn() throws IOException {
        Process killed = up("killed.out");
        awaitLine("killed.out", "Windowpane runs");
        Map<String, Long> left = pids();

        killed.destroyForcibly();
        await().atMost(SOON).until(() -> !killed.isAlive());
        left.remove("windowpane");
        assertThat(left.values())
                .allSatisfy(pid -> assertThat(ProcessIdentity.of(pid)).isPresent());
        up("again.out");

        awaitLine("again.out", "Windowpane runs");
        left.forEach((name, pid) -> assertThat(output("again.out"))
                .contains("Ended what an earlier run left behind: %s (pid %d)".formatted(name, pid)));
        assertThat(left.values())
                .allSatisfy(pid -> assertThat(ProcessIdentity.of(pid)).isEmpty());
    }

    @Test
    void namesTheHolderOfATakenPortBeforeItStartsAnything() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            run("taken.out", "up", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(output("taken.out"))
                    .contains("Port %d is taken by pid %d"
                            .formatted(
                                    taken.getLocalPort(),
                                    ProcessHandle.current().pid()))
                    .contains("--port ")
                    .doesNotContain("✓");
        }
    }

    private Process up(String output) throws IOException {
        return start(output, List.of("up", "--port", Integer.toString(port)));
    }

    private void run(String output, String... arguments) throws IOException {
        Process process = start(output, List.of(arguments));
        await().atMost(SOON).until(() -> !process.isAlive());
        assertThat(process.exitValue()).isEqualTo(arguments[0].equals("down") ? 0 : 1);
    }

    private Process start(String output, List<String> arguments) throws IOException {
        Path fake = FakeProgram.jar(directory.resolve("fake.jar"));
        List<String> command = new ArrayList<>(List.of(
                Programs.runningJava().toString(),
                "-jar",
                Path.of("target/windowpane-local.jar").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--data", directory.resolve(HOME).toString()));
        if (arguments.contains("up")) {
            for (String program : List.of("--control-plane-jar", "--job-jar", "--traffic-jar")) {
                command.addAll(List.of(program, fake.toString()));
            }
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(output).toFile())
                .start();
        started.add(process);
        return process;
    }

    private void awaitLine(String output, String line) {
        await().atMost(UP).until(() -> output(output).contains(line));
        assertThat(output(output)).contains(line);
    }

    private static String output(String name) {
        return PrivateFiles.read(directory.resolve(name));
    }

    private static Map<String, Long> pids() {
        String json = PrivateFiles.read(directory.resolve(HOME + "/addresses.json"));
        return PID.matcher(json.substring(json.indexOf("\"pids\"")))
                .results()
                .collect(Collectors.toMap(entry -> entry.group(1), entry -> Long.valueOf(entry.group(2))));
    }
}
