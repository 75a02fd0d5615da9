package dev.windowpane.local;

import dev.windowpane.local.os.JavaCommand;
import dev.windowpane.local.os.ManagedProcess;
import dev.windowpane.local.os.PrivateFiles;
import dev.windowpane.local.os.ProcessSpec;
import dev.windowpane.local.os.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Stands for containers: starts what it is told to start, and nothing of a stack's own. */
record ProcessLodging(Path directory, Programs programs) implements Lodging {
    @Override
    public Server kafka(KafkaGuest guest) {
        Path data = directory.resolve("lodged-kafka");
        String properties = guest.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
        Path config = PrivateFiles.write(
                PrivateFiles.directory(directory).resolve("lodged.properties"), properties + "log.dirs=" + data + "\n");
        Path lib = programs.kafkaLib();
        return new ProcessServer(
                "Kafka elsewhere",
                java().run(lib, "kafka.tools.StorageTool", "format", "-t", guest.clusterId(), "-c", config.toString()),
                process("kafka", java().with("-Xmx320m").run(lib, "kafka.Kafka", config.toString()), guest.log()));
    }

    @Override
    public Server postgres(PostgresGuest guest) {
        Path data = directory.resolve("lodged-postgres");
        PostgresCluster cluster = new PostgresCluster(data);
        PostgresBinaries.ofThisMachine().unpack();
        List<String> initialisation = new ArrayList<>(guest.initialisation());
        initialisation.addAll(
                List.of("--username=postgres", "--pwfile=" + guest.superuserPassword(), "--pgdata=" + data));
        List<String> options = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(guest.port())));
        options.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        guest.settings().forEach(setting -> options.addAll(List.of("-c", setting)));
        return new ProcessServer(
                "Postgres elsewhere",
                cluster.command("initdb", initialisation),
                process("postgres", cluster.command("postgres", options), guest.log()));
    }

    private JavaCommand java() {
        return new JavaCommand(programs.java(), PrivateFiles.directory(directory.resolve("tmp"))).quick();
    }

    private ManagedProcess process(String name, List<String> command, Path log) {
        Path run = PrivateFiles.directory(directory.resolve("run"));
        return new ManagedProcess(
                new ProcessSpec(name, command, Map.of(), directory, log, "INT"), run, () -> {}, (process, code) -> {});
    }

    private record ProcessServer(String title, List<String> preparation, ManagedProcess process) implements Server {
        @Override
        public void start() {
            Tool.run(title, preparation, process.log());
            process.start();
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public void close() {
            process.close(Duration.ofSeconds(8));
        }
    }
}
