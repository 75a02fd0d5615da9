package dev.windowpane.control.jars;

import java.util.List;

/** The JARs in Postgres, the newest first. */
record JarItems(List<Jar> items) {
    JarItems {
        items = List.copyOf(items);
    }
}
