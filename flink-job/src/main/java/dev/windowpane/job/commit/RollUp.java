package dev.windowpane.job.commit;

import dev.windowpane.spec.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sums of finer rows. */
final class RollUp {
    private static final Comparator<Totals.Row> BY_KEY = Comparator.comparingLong(Totals.Row::start)
            .thenComparing(Totals.Row::host)
            .thenComparing(Totals.Row::referrer);

    private RollUp() {}

    /** In the order of the key. Rows of one window are in order already, which makes sorting a merge of few runs. */
    static List<Totals.Row> of(List<Totals.Row> finer, Resolution resolution) {
        List<Totals.Row> sorted = new ArrayList<>(finer.size());
        for (Totals.Row row : finer) {
            sorted.add(new Totals.Row(
                    resolution.startOf(row.start()), row.host(), row.referrer(), row.hits(), row.late()));
        }
        sorted.sort(BY_KEY);
        List<Totals.Row> sums = new ArrayList<>(sorted.size());
        for (Totals.Row row : sorted) {
            int last = sums.size() - 1;
            if (last >= 0 && BY_KEY.compare(sums.get(last), row) == 0) {
                Totals.Row sum = sums.get(last);
                sums.set(
                        last,
                        new Totals.Row(
                                row.start(),
                                row.host(),
                                row.referrer(),
                                sum.hits() + row.hits(),
                                sum.late() + row.late()));
            } else {
                sums.add(row);
            }
        }
        return sums;
    }
}
