package dev.windowpane.job.count;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * (window, host, referrer) → hits, in one array that already has a {@link Delta}'s layout, so that flushing is a copy. Keeps its
 * memory; holds up to {@value #CAPACITY} bytes.
 */
final class CountMap {
    static final int CAPACITY = 1 << 20;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final int HITS = Long.BYTES;
    private static final int LENGTHS = 2 * Long.BYTES;
    /** At least 21 bytes each, so at most 49,932 entries: three quarters full. */
    private static final int SLOTS = 1 << 16;

    private final byte[] entries = new byte[CAPACITY];
    /** The entry's place + 1, or 0. */
    private final int[] slots = new int[SLOTS];

    private int used;
    private int size;

    /** Adds one hit, or answers {@code false} and does nothing if there is no room for another key. */
    boolean add(long window, byte[] key, int hostLength, int length) {
        int slot = slot(window, key, length);
        while (slots[slot] != 0) {
            int at = slots[slot] - 1;
            if (isAt(at, window, key, hostLength, length)) {
                LONGS.set(entries, at + HITS, (long) LONGS.get(entries, at + HITS) + 1);
                return true;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
        if (used + Delta.COUNT + length > CAPACITY) {
            return false;
        }
        slots[slot] = used + 1;
        insert(window, key, hostLength, length);
        return true;
    }

    int size() {
        return size;
    }

    int bytes() {
        return used;
    }

    /** Writes all entries and forgets them. */
    void drainTo(ByteBuffer out) {
        out.put(entries, 0, used);
        used = 0;
        size = 0;
        Arrays.fill(slots, 0);
    }

    private void insert(long window, byte[] key, int hostLength, int length) {
        LONGS.set(entries, used, window);
        LONGS.set(entries, used + HITS, 1L);
        SHORTS.set(entries, used + LENGTHS, (short) hostLength);
        SHORTS.set(entries, used + LENGTHS + Short.BYTES, (short) (length - hostLength));
        System.arraycopy(key, 0, entries, used + Delta.COUNT, length);
        used += Delta.COUNT + length;
        size++;
    }

    private boolean isAt(int at, long window, byte[] key, int hostLength, int length) {
        return (long) LONGS.get(entries, at) == window
                && (short) SHORTS.get(entries, at + LENGTHS) == hostLength
                && (short) SHORTS.get(entries, at + LENGTHS + Short.BYTES) == length - hostLength
                && Arrays.equals(entries, at + Delta.COUNT, at + Delta.COUNT + length, key, 0, length);
    }

    private static int slot(long window, byte[] key, int length) {
        long hash = window * 0x9E37_79B9_7F4A_7C15L + length;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            hash = (hash ^ (long) LONGS.get(key, i)) * 0xFF51_AFD7_ED55_8CCDL;
            hash ^= hash >>> 32;
        }
        for (; i < length; i++) {
            hash = (hash ^ key[i]) * 0x0000_0100_0000_01B3L;
        }
        hash *= 0xC4CE_B9FE_1A85_EC53L;
        return (int) (hash >>> 40) & (SLOTS - 1);
    }
}
