package dev.windowpane.control.jobs;

import java.util.List;

/** The gaps of one job, the newest first, at most 1,000. */
record GapItems(List<Gap> items) {
    GapItems {
        items = List.copyOf(items);
    }
}
