/**
 * Real Kafka, a real Flink session cluster and a real Postgres as processes on 127.0.0.1: {@link dev.windowpane.local.LocalStack} for tests, {@code Main} for people.
 * Knows no other module of ours; the programs it starts are given as paths.
 */
@NullMarked
package dev.windowpane.local;

import org.jspecify.annotations.NullMarked;
