package dev.windowpane.control.jobs;

import java.util.List;

/** Every job, in the order they were made. */
record JobItems(List<Job> items) {
    JobItems {
        items = List.copyOf(items);
    }
}
