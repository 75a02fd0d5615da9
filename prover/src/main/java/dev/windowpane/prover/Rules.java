package dev.windowpane.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules that need no more than looks; pure.
 *
 * @param exactOffsets whether the topics hold neither transaction markers nor compacted records, so that each offset is a record
 */
public record Rules(boolean exactOffsets) {

    /** What is wrong in a snapshot by itself. */
    public List<Violation> within(Look look) {
        List<Violation> found = new ArrayList<>();
        for (JobLook job : look.jobs().values()) {
            if (job.read() != job.counted() + job.retired() + job.deadLetters()) {
                found.add(new Violation(
                        look.at(),
                        Rule.BALANCE,
                        "job %s: read %d, but counted %d + retired %d + dead letters %d"
                                .formatted(job.name(), job.read(), job.counted(), job.retired(), job.deadLetters())));
            }
            job.partitions().values().forEach(it -> partition(look, job, it, found));
            job.windows().values().stream()
                    .filter(it -> !it.isEven())
                    .forEach(it ->
                            found.add(new Violation(look.at(), Rule.WINDOW, "job %s: %s".formatted(job.name(), it))));
        }
        return found;
    }

    private void partition(Look look, JobLook job, PartitionLook it, List<Violation> found) {
        String values = "job %s: %s".formatted(job.name(), it);
        if (it.read() != it.inWindows() + it.retired() + it.rejected() || it.rejected() != it.deadLetters()) {
            found.add(new Violation(look.at(), Rule.PARTITION, values));
        }
        long passed = it.nextOffset() - it.startOffset();
        long known = it.read() + it.skipped();
        if (passed < known || (exactOffsets && passed != known)) {
            found.add(new Violation(look.at(), Rule.OFFSETS, values));
        }
    }

    /** What must not have happened between two snapshots. */
    public List<Violation> between(Look before, Look now) {
        List<Violation> found = new ArrayList<>();
        for (JobLook was : before.jobs().values()) {
            JobLook is = now.jobs().get(was.job());
            if (is != null) {
                ledger(now, was, is, found);
                was.partitions().values().forEach(it -> forward(now, is, it, found));
                windows(now, was, is, found);
            }
        }
        return found;
    }

    private static void ledger(Look now, JobLook was, JobLook is, List<Violation> found) {
        if (is.epoch() < was.epoch()
                || is.commits() < was.commits()
                || is.keptFrom() < was.keptFrom()
                || isBefore(is.watermark(), was.watermark())
                || isBefore(is.newestHit(), was.newestHit())) {
            found.add(new Violation(
                    now.at(),
                    Rule.FORWARD,
                    "job %s: from epoch %d, commit %d, watermark %s, newest hit %s, kept from %d to %d, %d, %s, %s, %d"
                            .formatted(
                                    is.name(),
                                    was.epoch(),
                                    was.commits(),
                                    was.watermark(),
                                    was.newestHit(),
                                    was.keptFrom(),
                                    is.epoch(),
                                    is.commits(),
                                    is.watermark(),
                                    is.newestHit(),
                                    is.keptFrom())));
        }
    }

    private static <T extends Comparable<T>> boolean isBefore(Optional<T> is, Optional<T> was) {
        return was.isPresent() && (is.isEmpty() || is.get().compareTo(was.get()) < 0);
    }

    /** Dead letters may become fewer: one that was replayed is counted now. */
    private static void forward(Look now, JobLook job, PartitionLook was, List<Violation> found) {
        PartitionLook is = job.partitions().get(was.partition());
        if (is == null
                || is.read() < was.read()
                || is.counted() < was.counted()
                || is.retired() < was.retired()
                || (is.nextOffset() < was.nextOffset() && is.skipped() == was.skipped())) {
            found.add(new Violation(
                    now.at(), Rule.FORWARD, "job %s: from %s to %s".formatted(job.name(), was, Objects.toString(is))));
        }
    }

    private static void windows(Look now, JobLook was, JobLook is, List<Violation> found) {
        Map<Long, WindowLook> wereFinal = was.finalWindows();
        for (WindowLook old : was.windows().tailMap(is.keptFrom(), true).values()) {
            WindowLook it = is.windows().get(old.start());
            String values = "job %s: from %s to %s".formatted(is.name(), old, Objects.toString(it));
            if (it == null || it.hits() < old.hits() || it.lateHits() < old.lateHits()) {
                found.add(new Violation(now.at(), Rule.FORWARD, values));
            } else if (wereFinal.containsKey(old.start()) && it.hits() - old.hits() != it.lateHits() - old.lateHits()) {
                found.add(new Violation(now.at(), Rule.FINAL, values));
            }
        }
    }
}
