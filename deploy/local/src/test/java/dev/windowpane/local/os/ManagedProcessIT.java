package dev.windowpane.local.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessIT {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor = new Supervisor(notes::add);
    private final List<ManagedProcess> started = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void end() {
        supervisor.close();
        started.forEach(process -> process.close(GRACE));
    }

    @Test
    void whatDiesByItselfIsStartedAgainAndReported() {
        supervisor.begin();
        ManagedProcess process = start("exec sleep 100");
        long first = process.pid().orElseThrow();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().atMost(GRACE)
                .until(() -> process.pid().filter(pid -> pid != first).isPresent());
        assertThat(notes)
                .hasSize(1)
                .first()
                .asString()
                .contains("sample ended by itself (exit code 137)", "sample.log");
    }

    @Test
    void whatIsKilledOnPurposeStaysDown() {
        supervisor.begin();
        ManagedProcess process = start("exec sleep 100");

        process.kill();

        assertThat(process.isAlive()).isFalse();
        assertThat(process.isWanted()).isFalse();
        assertThat(notes).isEmpty();
        assertThat(directory.resolve("sample.pid")).doesNotExist();
    }

    @Test
    void whatDoesNotListenIsKilledWithItsChildrenAfterTheGrace() {
        ManagedProcess process = start("trap '' TERM; sleep 100 & echo up; while true; do wait; done");
        awaitLine("up");
        List<ProcessHandle> children = ProcessHandle.of(process.pid().orElseThrow())
                .orElseThrow()
                .descendants()
                .toList();

        process.stop(Duration.ofMillis(300));

        assertThat(process.isAlive()).isFalse();
        assertThat(children).isNotEmpty();
        await().atMost(GRACE)
                .until(() -> children.stream()
                        .allMatch(child -> ProcessIdentity.of(child.pid()).isEmpty()));
    }

    @Test
    void aPausedProcessDoesNothingUntilItIsResumed() {
        ManagedProcess process = start("while true; do echo tick; sleep 0.05; done");
        awaitLine("tick");
        process.pause();
        long size = process.log().toFile().length();

        await().during(Duration.ofMillis(300))
                .atMost(GRACE)
                .until(() -> process.log().toFile().length() == size);
        process.resume();

        await().atMost(GRACE).until(() -> process.log().toFile().length() > size);
    }

    @Test
    void leftoversOfAKilledOwnerAreEndedButNoStranger() {
        ManagedProcess left = start("exec sleep 100");
        ManagedProcess stranger =
                new ManagedProcess(spec("stranger", "exec sleep 100"), directory, () -> {}, supervisor);
        started.add(stranger);
        stranger.start();
        PrivateFiles.write(directory.resolve("stranger.pid"), stranger.pid().orElseThrow() + " another-boot/1\nTERM\n");

        long pid = left.pid().orElseThrow();

        assertThat(Leftovers.end(directory)).containsExactly("sample (pid %d)".formatted(pid));
        // It has ended; this JVM hears of it from a thread of its own
        await().atMost(GRACE).until(() -> !left.isAlive());
        assertThat(stranger.isAlive()).isTrue();
        assertThat(directory.resolve("sample.pid")).doesNotExist();
    }

    @Test
    void whatDoesNotComeUpShowsTheEndOfItsLog() {
        ManagedProcess process = start("echo cannot open my heart; exit 3");

        assertThatThrownBy(() -> Readiness.await(process, GRACE, () -> Optional.of("it is not ready")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("sample ended while it was starting")
                .hasMessageContaining("cannot open my heart")
                .hasMessageContaining(process.log().toString());
    }

    @Test
    void whatIsNeverReadyIsGivenUp() {
        ManagedProcess process = start("exec sleep 100");

        assertThatThrownBy(() -> Readiness.await(process, Duration.ofMillis(200), () -> Optional.of("nobody answers")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("nobody answers");
    }

    @Test
    void aLogThatGrewTooLargeIsEmptiedUnderItsWriter() throws IOException {
        Path log = directory.resolve("sample.log");
        Files.write(log, new byte[(16 << 20) + 1]);
        start("while true; do echo tick; sleep 0.05; done");

        awaitLine("tick");

        assertThat(Files.size(log)).isLessThan(1 << 20);
        assertThat(Files.size(directory.resolve("sample.log.1"))).isGreaterThan(16 << 20);
    }

    private void awaitLine(String line) {
        await().atMost(GRACE)
                .until(() -> PrivateFiles.read(directory.resolve("sample.log")).contains(line));
    }

    private ManagedProcess start(String script) {
        ManagedProcess process = new ManagedProcess(spec("sample", script), directory, () -> {}, supervisor);
        started.add(process);
        process.start();
        return process;
    }

    private ProcessSpec spec(String name, String script) {
        return new ProcessSpec(
                name, List.of("/bin/sh", "-c", script), Map.of(), directory, directory.resolve(name + ".log"), "TERM");
    }
}
