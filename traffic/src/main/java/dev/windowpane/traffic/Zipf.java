package dev.windowpane.traffic;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Picks 0 … n − 1, the number k with a probability that falls as 1 / (k + 1)<sup>s</sup>. */
final class Zipf {
    private final double[] cumulated;

    Zipf(int n, double s) {
        cumulated = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.pow(i + 1, -s);
            cumulated[i] = sum;
        }
    }

    int pick(RandomGenerator random) {
        double u = random.nextDouble() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, u);
        return Math.min(found < 0 ? -found - 1 : found, cumulated.length - 1);
    }
}
