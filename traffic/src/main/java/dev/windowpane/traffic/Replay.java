package dev.windowpane.traffic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sends the requests of web server logs as hits. A record carries the hit's own time as its Kafka timestamp.
 *
 * @param host the host of requests whose log names none
 * @param shift what is added to each time
 */
record Replay(List<LogFile> files, Optional<String> host, Duration shift, Pace pace) {
    Replay {
        files = List.copyOf(files);
    }

    /**
     * Returns when all lines are delivered or refused.
     *
     * @param report is told of each line
     * @throws ReplayException if a file cannot be read to its end, or no host is known for the first request
     * @throws KafkaAwayException if Kafka fails
     */
    void run(LogLineParser parser, int partitions, RecordSink sink, ReplayReport report, Progress progress) {
        long bytesBefore = 0;
        for (LogFile file : files) {
            try (LogReader reader = file.open()) {
                long number = 0;
                for (Optional<LogReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                    String place = file.name() + ":" + ++number;
                    accept(place, line.get(), parser, partitions, sink, report);
                    progress.at(bytesBefore + reader.bytesRead(), report.read());
                }
            } catch (IOException e) {
                throw file.unreadable(e);
            }
            bytesBefore += file.bytes();
        }
        sink.flush();
    }

    /** The time of the newest request of all files; empty if there is none. */
    static Optional<Instant> newest(List<LogFile> files, LogLineParser parser) {
        Instant newest = Instant.MIN;
        for (LogFile file : files) {
            try (LogReader reader = file.open()) {
                for (Optional<LogReader.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                    if (parser.parse(line.get().text()) instanceof LogLine.Request request
                            && request.time().isAfter(newest)) {
                        newest = request.time();
                    }
                }
            } catch (IOException e) {
                throw file.unreadable(e);
            }
        }
        return newest.equals(Instant.MIN) ? Optional.empty() : Optional.of(newest);
    }

    private void accept(
            String place,
            LogReader.Line line,
            LogLineParser parser,
            int partitions,
            RecordSink sink,
            ReplayReport report) {
        LogLine read = line.complete() ? parser.parse(line.text()) : new LogLine.Refused(LogLine.Refusal.TOO_LONG);
        switch (read) {
            case LogLine.Refused refused -> report.refused(refused.why(), place, line.text());
            case LogLine.Request request -> {
                Optional<String> known = request.host().or(() -> host);
                if (known.isPresent()) {
                    send(request, known.get(), Math.toIntExact(report.sent() % partitions), sink, report);
                } else if (report.sent() == 0) {
                    throw new ReplayException(
                            "%s names no virtual host; say which host it is the log of: --host HOST".formatted(place));
                } else {
                    report.refused(LogLine.Refusal.NO_HOST, place, line.text());
                }
            }
        }
    }

    private void send(LogLine.Request request, String known, int partition, RecordSink sink, ReplayReport report) {
        Instant time = request.time().plus(shift);
        pace.await(time);
        Hit hit = new Hit(request.ip(), time, request.referrer(), known, request.url());
        sink.send(partition, time, Optional.of(hit.toJson().getBytes(StandardCharsets.UTF_8)));
        report.sent(time);
    }
}
