package dev.windowpane.control.ledger;

import dev.windowpane.control.database.Row;
import dev.windowpane.control.database.Session;
import dev.windowpane.control.ledger.ReplayRequest.ReplayItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sample of dead letters that is kept, and the wish to read some of them again. */
@ApplicationScoped
class DeadLetterStore {
    /** Escaped like the payload, so that any bytes can be searched and letters in either case. */
    private static final String PATTERN =
            "replace(replace(replace(encode(convert_to(?, 'UTF8'), 'escape'), '\\', '\\\\'), '%', '\\%'), '_', '\\_')";

    private static final String LIST = """
            select topic, partition, "offset", reason, record_time, noted_at, size, payload, replay, replay_note, replayed_at
            from dead_letters
            where job = ? and reason = coalesce(?, reason) and partition = coalesce(?::int, partition)
              and record_time >= coalesce(?::timestamptz, '-infinity') and record_time < coalesce(?::timestamptz, 'infinity')
              and coalesce(replay, 'NONE') = coalesce(?, replay, 'NONE')
              and (?::text is null or encode(payload, 'escape') ilike '%%' || %s || '%%')
              and (noted_at, partition, "offset") < (coalesce(?::timestamptz, 'infinity'), ?, ?)
            order by noted_at desc, partition desc, "offset" desc limit ?
            """.formatted(PATTERN);
    private static final String WANT_REASON = """
            with again as (
              select partition, "offset" from dead_letters where job = ? and reason = ? and (replay is null or replay = 'REFUSED')
              order by partition, "offset" for update)
            update dead_letters d set replay = 'WANTED', replay_note = null, replayed_at = null
            from again a where d.job = ? and d.partition = a.partition and d."offset" = a."offset"
            """;
    private static final String WANT_ITEM = """
            update dead_letters set replay = 'WANTED', replay_note = null, replayed_at = null
            where job = ? and partition = ? and "offset" = ? and (replay is null or replay = 'REFUSED')
            """;
    private static final String NOT_KEPT = """
            select coalesce((select sum(rejected) from dead_letter_counts where job = ? and reason = ?), 0)::bigint
              - (select count(*) from dead_letters where job = ? and reason = ? and replay is distinct from 'DONE') as not_kept
            """;
    private static final String IS_KEPT =
            "select exists (select from dead_letters where job = ? and partition = ? and \"offset\" = ?) as kept";
    private static final int PREVIEW = 200;

    List<DeadLetter> list(Session session, JobRef job, DeadLetterQuery query, Optional<Cursor> after, int limit)
            throws SQLException {
        @Nullable String search = query.search().orElse(null);
        return session.list(
                LIST,
                DeadLetterStore::deadLetter,
                job.id(),
                query.reason().orElse(null),
                query.partition().orElse(null),
                query.from().orElse(null),
                query.to().orElse(null),
                query.replay().orElse(null),
                search,
                search,
                after.map(Cursor::at).orElse(null),
                after.map(Cursor::partition).orElse(0),
                after.map(Cursor::offset).orElse(0L),
                limit);
    }

    /** @return how many are wanted now that were not before */
    int want(Session session, JobRef job, String reason) throws SQLException {
        return session.update(WANT_REASON, job.id(), reason, job.id());
    }

    int want(Session session, JobRef job, List<ReplayItem> items) throws SQLException {
        int wanted = 0;
        // In one order, as everybody who locks several of these rows
        List<ReplayItem> ordered = items.stream()
                .sorted(Comparator.comparingInt(ReplayItem::partition).thenComparingLong(ReplayItem::offset))
                .toList();
        for (ReplayItem item : ordered) {
            wanted += session.update(WANT_ITEM, job.id(), item.partition(), item.offset());
        }
        return wanted;
    }

    /** How many dead letters of the reason cannot be read again, as only their number is known. */
    long notKept(Session session, JobRef job, String reason) throws SQLException {
        return session.one(NOT_KEPT, row -> row.bigNumber("not_kept"), job.id(), reason, job.id(), reason);
    }

    long notKept(Session session, JobRef job, List<ReplayItem> items) throws SQLException {
        long missing = 0;
        for (ReplayItem item : items) {
            boolean kept = session.one(IS_KEPT, row -> row.flag("kept"), job.id(), item.partition(), item.offset());
            missing += kept ? 0 : 1;
        }
        return missing;
    }

    private static DeadLetter deadLetter(Row row) throws SQLException {
        byte[] payload = row.bytes("payload");
        return new DeadLetter(
                row.text("topic"),
                row.number("partition"),
                row.bigNumber("offset"),
                row.text("reason"),
                row.instant("record_time"),
                row.instant("noted_at"),
                row.number("size"),
                Base64.getEncoder().encodeToString(payload),
                Printable.of(payload, PREVIEW),
                row.optionalText("replay").map(DeadLetter.Replay::valueOf),
                row.optionalText("replay_note"),
                row.optionalInstant("replayed_at"));
    }
}
