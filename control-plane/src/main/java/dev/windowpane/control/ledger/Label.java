package dev.windowpane.control.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a job's counts have come: what every answer with counts is labelled with.
 *
 * @param watermark windows that end at or before it are FINAL
 * @param newestHit the time of the newest hit counted
 * @param committedAt when counts last changed
 * @param asOf when the answer was true, by the database's clock
 * @param version is another after each commit, and after old counts were dropped
 */
public record Label(
        Optional<Instant> watermark,
        Optional<Instant> newestHit,
        Optional<Instant> committedAt,
        Instant asOf,
        String version) {}
