package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.ledger.WindowItems.LedgerWindow;
import dev.windowpane.control.ledger.WindowItems.WindowPartition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ledger by window. */
@ApplicationScoped
class WindowStore {
    private static final String WINDOWS = """
            select window_start, partition, num_hits, late_hits from window_ledger
            where job = ? and window_start in (
              select distinct window_start from window_ledger
              where job = ? and window_start >= coalesce(?::timestamptz, '-infinity') and window_start < coalesce(?::timestamptz, 'infinity')
              order by 1 desc limit ?)
            order by window_start desc, partition
            """;

    private final JobRefStore jobs;

    WindowStore(JobRefStore jobs) {
        this.jobs = jobs;
    }

    /** @param from the earliest start, {@code to} the first start that is too late */
    WindowItems windows(Session session, JobRef job, Optional<Instant> from, Optional<Instant> to, int limit)
            throws SQLException {
        @Nullable Instant earliest = from.orElse(null);
        @Nullable Instant end = to.orElse(null);
        Label label = jobs.label(session, job);
        Map<Instant, List<Part>> windows =
                session.list(WINDOWS, Part::of, job.id(), job.id(), earliest, end, limit + 1).stream()
                        .collect(Collectors.groupingBy(Part::start, LinkedHashMap::new, Collectors.toList()));
        List<LedgerWindow> items = windows.entrySet().stream()
                .limit(limit)
                .map(window -> window(job, label, window.getKey(), window.getValue()))
                .toList();
        Optional<String> next = windows.size() > limit
                ? Optional.of(new Cursor(items.getLast().start(), 0, 0).text())
                : Optional.<String>empty();
        return new WindowItems(job.name(), items, next, label.watermark(), label.asOf());
    }

    private static LedgerWindow window(JobRef job, Label label, Instant start, List<Part> parts) {
        Instant end = start.plus(job.spec().window().size());
        long hits = parts.stream().mapToLong(part -> part.counts().hits()).sum();
        long late = parts.stream().mapToLong(part -> part.counts().late()).sum();
        return new LedgerWindow(
                start,
                end,
                WindowStatus.of(end, late, label.watermark()),
                hits,
                hits - late,
                late,
                parts.stream().map(Part::counts).toList());
    }

    private record Part(Instant start, WindowPartition counts) {
        static Part of(Row row) throws SQLException {
            return new Part(
                    row.instant("window_start"),
                    new WindowPartition(
                            row.number("partition"), row.bigNumber("num_hits"), row.bigNumber("late_hits")));
        }
    }
}
