package dev.windowpane.control.live;

import dev.windowpane.control.live.CommitNotice.ChangedRange;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last changes by number, so that a listener that comes back is told only what it has missed. */
final class Recent {
    private static final int MOST = 4096;
    private static final Pattern ID = Pattern.compile("([0-9a-f]{8})-([0-9]{1,18})");

    /** Another instance, or this one after a restart, has numbered other changes. */
    private final String instance = UUID.randomUUID().toString().substring(0, 8);

    private final Deque<Numbered> changes = new ArrayDeque<>();
    private long last;
    private long forgotten;

    /** A change and its place. */
    record Numbered(long number, Change change) {}

    /** @return its number */
    synchronized long add(Change change) {
        last++;
        changes.addLast(new Numbered(last, change));
        if (changes.size() > MOST) {
            forgotten = changes.removeFirst().number();
        }
        return last;
    }

    /** Changes may have been missed, so nobody can be told what changed since before now. */
    synchronized long forget() {
        last++;
        changes.clear();
        forgotten = last;
        return last;
    }

    synchronized long last() {
        return last;
    }

    /** How a listener is told the number. */
    String id(long number) {
        return "%s-%d".formatted(instance, number);
    }

    /** What has changed since the event of this id, each thing once; empty if nobody knows. */
    synchronized Optional<List<Change>> since(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches() || !matcher.group(1).equals(instance)) {
            return Optional.empty();
        }
        long seen = Long.parseLong(matcher.group(2));
        if (seen < forgotten || seen > last) {
            return Optional.empty();
        }
        return Optional.of(together(changes.stream()
                .filter(one -> one.number() > seen)
                .map(Numbered::change)
                .toList()));
    }

    private static List<Change> together(List<Change> all) {
        Map<String, Optional<ChangedRange>> commits = new LinkedHashMap<>();
        Set<Change> once = new LinkedHashSet<>();
        for (Change change : all) {
            switch (change) {
                case Change.Committed(var job, var changed) -> commits.merge(job, changed, CommitNotice::together);
                case Change.Touched touched -> once.add(touched);
                case Change.Worked worked -> once.add(worked);
            }
        }
        commits.forEach((job, changed) -> once.add(new Change.Committed(job, changed)));
        return List.copyOf(once);
    }
}
