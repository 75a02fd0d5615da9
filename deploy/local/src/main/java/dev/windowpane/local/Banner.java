package dev.windowpane.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** What a person is told when everything runs. */
final class Banner {
    private Banner() {}

    static String of(LocalStack stack, Duration took) {
        URI url = stack.controlPlane().url();
        PostgresAddress postgres = stack.postgres().address(PostgresRole.READER);
        FlinkAddress flink = stack.flink().address();
        return """

                Windowpane runs (ready after %.1f s).

                  Dashboard    %s/
                  API          %s/q/swagger-ui
                  Kafka        %s, topic %s
                  Postgres     PGPASSWORD=$(cat %s) psql -h %s -p %d -U %s %s
                  Flink REST   %s, for our client certificate only:
                               curl -K %s %s/overview
                  Logs         %s
                  Addresses    %s

                Ctrl-C ends it (or ./windowpane down, from another terminal). The data stays.
                """.formatted(
                        took.toMillis() / 1000.0,
                        url,
                        url,
                        stack.kafka().bootstrapServers(),
                        LocalStack.TOPIC,
                        shorten(postgres.passwordFile()),
                        postgres.host(),
                        postgres.port(),
                        postgres.user(),
                        postgres.database(),
                        flink.url(),
                        shorten(stack.flink().curlConfig()),
                        flink.url(),
                        shorten(stack.logDirectory()),
                        shorten(stack.addressesFile()));
    }

    /** Relative to the working directory where it lies below, and quoted where a shell needs it, so that the lines can be read and copied. */
    private static String shorten(Path path) {
        Path here = Path.of("").toAbsolutePath();
        String text = (path.startsWith(here) ? here.relativize(path) : path).toString();
        return text.matches("[\\w./~-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
