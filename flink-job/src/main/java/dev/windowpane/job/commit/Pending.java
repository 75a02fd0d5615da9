package dev.windowpane.job.commit;

import dev.windowpane.job.count.Delta;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Deltas on their way into the ledger: open (since the last barrier) → sealed (in a checkpoint that is not complete yet) → released
 * (the committer may take them). Their boundaries are kept: a merged one that had been applied in part could not be decided upon.
 */
final class Pending {
    private final Deque<Delta> released = new ArrayDeque<>();
    private final Deque<Seal> sealed = new ArrayDeque<>();
    private List<Delta> open = new ArrayList<>();
    private long bytes;

    private record Seal(long checkpoint, List<Delta> deltas) {}

    synchronized void add(Delta delta) {
        open.add(delta);
        bytes += delta.bytes().length;
    }

    /** What lies in a checkpoint that is complete, since the job goes on from it. */
    synchronized void restore(Delta delta) {
        released.add(delta);
        bytes += delta.bytes().length;
        notifyAll();
    }

    synchronized boolean isOpen() {
        return !open.isEmpty();
    }

    synchronized void seal(long checkpoint) {
        sealed.add(new Seal(checkpoint, open));
        open = new ArrayList<>();
    }

    synchronized void release(long checkpoint) {
        while (!sealed.isEmpty() && sealed.element().checkpoint() <= checkpoint) {
            released.addAll(sealed.remove().deltas());
        }
        notifyAll();
    }

    /** What belongs into the checkpoint that was sealed last. */
    synchronized List<byte[]> snapshot() {
        List<byte[]> all = new ArrayList<>();
        released.forEach(delta -> all.add(delta.bytes()));
        sealed.forEach(seal -> seal.deltas().forEach(delta -> all.add(delta.bytes())));
        return all;
    }

    /** Waits for released deltas and answers the first of them: as many as fit into {@code most} bytes, but at least one. */
    synchronized List<Delta> awaitReleased(long most) throws InterruptedException {
        while (released.isEmpty()) {
            wait();
        }
        List<Delta> group = new ArrayList<>();
        long size = 0;
        for (Delta delta : released) {
            size += delta.bytes().length;
            if (size > most && !group.isEmpty()) {
                break;
            }
            group.add(delta);
        }
        return group;
    }

    /** Forgets the first {@code n} released deltas: the ledger holds them. */
    synchronized void drop(int n) {
        for (int i = 0; i < n; i++) {
            bytes -= released.remove().bytes().length;
        }
    }

    synchronized boolean hasReleased() {
        return !released.isEmpty();
    }

    synchronized long bytes() {
        return bytes;
    }
}
