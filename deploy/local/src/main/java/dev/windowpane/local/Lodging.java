package dev.windowpane.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where a stack's Kafka and Postgres run instead of in processes of ours: in containers, say. */
public interface Lodging {
    Server kafka(KafkaGuest guest);

    Server postgres(PostgresGuest guest);

    /**
     * What Kafka is to be.
     *
     * @param port on 127.0.0.1; clients are told this one, so it must be the broker's own as well
     * @param settings of the broker, all but its directory
     * @param clusterId to be formatted with
     * @param log where its output goes
     */
    record KafkaGuest(int port, Map<String, String> settings, String clusterId, Path log) {
        public KafkaGuest {
            settings = Map.copyOf(settings);
        }
    }

    /**
     * What Postgres is to be.
     *
     * @param port on 127.0.0.1
     * @param initialisation options of {@code initdb}
     * @param settings each {@code name=value}; where it listens is not among them
     * @param superuserPassword the file of the password of {@code postgres}
     * @param log where its output goes
     */
    record PostgresGuest(
            int port, List<String> initialisation, List<String> settings, Path superuserPassword, Path log) {
        public PostgresGuest {
            initialisation = List.copyOf(initialisation);
            settings = List.copyOf(settings);
        }
    }
}
