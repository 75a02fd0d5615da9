package dev.windowpane.control.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.windowpane.control.database.Database;
import dev.windowpane.control.problem.Table;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All dead letters that match, as a file; read page by page, so that any number of them takes little memory. */
@ApplicationScoped
class DeadLetterExport {
    private static final int PAGE = 200;
    private static final List<String> COLUMNS = List.of(
            "topic",
            "partition",
            "offset",
            "reason",
            "record_time",
            "noted_at",
            "size",
            "replay",
            "replay_note",
            "replayed_at",
            "preview",
            "payload_base64");

    private final Database database;
    private final DeadLetterStore store;
    private final ObjectWriter json;

    DeadLetterExport(Database database, DeadLetterStore store, ObjectMapper json) {
        this.database = database;
        this.store = store;
        this.json = json.writerFor(DeadLetter.class);
    }

    @FunctionalInterface
    private interface Sink {
        void write(DeadLetter letter) throws IOException;
    }

    /** RFC 4180, with a header. */
    void csv(JobRef job, DeadLetterQuery query, OutputStream out) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            csv.writeRecord(COLUMNS);
            each(job, query, letter -> csv.writeRecord(cells(letter)));
        }
    }

    /** One JSON object a line. */
    void ndjson(JobRef job, DeadLetterQuery query, OutputStream out) throws IOException {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            each(job, query, letter -> {
                writer.write(json.writeValueAsString(letter));
                writer.write('\n');
            });
        }
    }

    private void each(JobRef job, DeadLetterQuery query, Sink sink) throws IOException {
        Optional<Cursor> after = Optional.empty();
        List<DeadLetter> page;
        do {
            Optional<Cursor> start = after;
            page = database.snapshot(session -> store.list(session, job, query, start, PAGE));
            for (DeadLetter letter : page) {
                sink.write(letter);
            }
            after = page.isEmpty() ? after : Optional.of(page.getLast().cursor());
        } while (page.size() == PAGE);
    }

    private static List<String> cells(DeadLetter letter) {
        return Stream.of(
                        letter.topic(),
                        letter.partition(),
                        letter.offset(),
                        letter.reason(),
                        letter.recordTime(),
                        letter.notedAt(),
                        letter.size(),
                        letter.replay().map(Enum::name).orElse(""),
                        letter.replayNote().orElse(""),
                        letter.replayedAt().map(Object::toString).orElse(""),
                        letter.preview(),
                        letter.payloadBase64())
                .map(value -> Table.noFormula(value.toString()))
                .toList();
    }
}
