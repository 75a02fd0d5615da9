package dev.windowpane.control.jobs;

import java.util.List;

/** The runs of one job, newest first, at most 100. */
record RunItems(List<Run> items) {
    RunItems {
        items = List.copyOf(items);
    }
}
