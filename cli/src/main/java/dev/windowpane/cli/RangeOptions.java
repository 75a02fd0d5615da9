package dev.windowpane.cli;

import dev.windowpane.cli.client.Address;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A job and a range of time, as several lists take them. */
final class RangeOptions {
    @Option(names = "--from", paramLabel = "TIME", description = "From here on: " + Times.KNOWN + ".")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "And before this.")
    private @Nullable String to;

    @Option(names = "--job", paramLabel = "NAME", description = "May be left out when there is exactly one job.")
    private @Nullable String job;

    Address of(Common common, Address address) {
        return address.with("from", common.instant("--from", from))
                .with("to", common.instant("--to", to))
                .with("job", job);
    }
}
