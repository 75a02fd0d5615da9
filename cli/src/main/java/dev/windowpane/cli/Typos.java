package dev.windowpane.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant. */
final class Typos {
    private static final int SHOWN = 3;

    private Typos() {}

    /** Those of the names that are at most a third of the word away from it, the nearest first. */
    static List<String> near(String word, Collection<String> names) {
        int most = Math.max(1, (word.length() + 1) / 3);
        return names.stream()
                .filter(name -> distance(word, name) <= most || (word.length() > 1 && name.startsWith(word)))
                .sorted(Comparator.<String>comparingInt(name -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    /** Letters to insert, take away or replace, or neighbours to swap. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : least(cost, i, j, a.charAt(i - 1) == b.charAt(j - 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int least(int[][] cost, int i, int j, boolean same) {
        int replaced = cost[i - 1][j - 1] + (same ? 0 : 1);
        return Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
    }
}
