package dev.windowpane.control.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The machine's clock, for whoever asks for the time. */
final class Time {
    Time() {}

    @Produces
    @Singleton
    static InstantSource system() {
        return InstantSource.system();
    }
}
