package dev.windowpane.local;

import dev.windowpane.local.os.Deadline;
import dev.windowpane.local.os.Pause;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.ProcessIdentity;
import dev.windowpane.local.os.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The data directory of Postgres: made once, healed before each start. */
final class PostgresCluster {
    private final PostgresBinaries binaries = PostgresBinaries.ofThisMachine();
    private final Path data;

    PostgresCluster(Path data) {
        this.data = data;
    }

    /** Postgres refuses to run as root; in a user namespace of its own it is nobody there and the owner of its files here. */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        return command;
    }

    boolean exists() {
        return Files.exists(data.resolve("PG_VERSION"));
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Unpacks the programs and makes the data directory, where that has not been done; a half-made one of a killed run is made anew. */
    void create(Path superuserPassword, Path log) {
        binaries.unpack();
        if (exists()) {
            return;
        }
        Path draft = data.resolveSibling(data.getFileName() + ".new");
        PrivateFiles.delete(draft);
        Tool.run(
                isRoot() ? "initdb (as root it needs user namespaces: `unshare -U true` must work)" : "initdb",
                command(
                        "initdb",
                        Stream.concat(
                                        Stream.of(
                                                "--pgdata=" + draft,
                                                "--username=" + PostgresBootstrap.SUPERUSER,
                                                "--pwfile=" + superuserPassword),
                                        PostgresSettings.INITIALISATION.stream())
                                .toList()),
                log);
        try {
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Postgres does not start when the process number in a stale {@code postmaster.pid} belongs to anyone alive. A Postgres that really works on this directory
     * (its working directory is ours) is ended; for a stranger's number the file is removed.
     */
    void heal() {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String first = PrivateFiles.read(pidFile).lines().findFirst().orElse("").strip();
        if (!first.matches("[1-9][0-9]{0,9}")
                || ProcessIdentity.of(Long.parseLong(first)).isEmpty()) {
            return;
        }
        long pid = Long.parseLong(first);
        if (worksHere(pid)) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            Deadline deadline = Deadline.in(Duration.ofSeconds(5));
            while (ProcessIdentity.of(pid).isPresent() && !deadline.isOver()) {
                Pause.briefly();
            }
        } else {
            PrivateFiles.delete(pidFile);
        }
    }

    private boolean worksHere(long pid) {
        try {
            return Files.isSameFile(Path.of("/proc/" + pid + "/cwd"), data);
        } catch (IOException notOurs) {
            return false;
        }
    }
}
