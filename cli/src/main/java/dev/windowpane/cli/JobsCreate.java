package dev.windowpane.cli;

import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Answer;
import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.ProblemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code windowpane jobs create}. */
@Command(
        name = "create",
        description = {
            "Makes a job from a spec and launches it.",
            "What is wrong with the spec is said one line each: FILE: /source/topic: what, and what to do."
        },
        footer = {
            "",
            "Examples:",
            "  windowpane jobs create -f mine.yaml",
            "  windowpane jobs create -f mine.yaml --stopped",
            "  generate-spec | windowpane jobs create -f - --no-wait"
        })
final class JobsCreate implements Callable<Integer> {
    @Mixin
    private final Common common;

    @Mixin
    private final SpecOption option = new SpecOption();

    @Mixin
    private final Waiting waiting = new Waiting();

    @Option(names = "--stopped", description = "Do not launch it yet.")
    private boolean stopped;

    JobsCreate(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        SpecFile file = option.read(common);
        Address address = Address.of("jobs").with("desired", stopped ? "STOPPED" : null);
        Api api = common.api();
        return waiting.follow(common, api, send(api, file, address), "creation of " + file.jobName());
    }

    private Answer send(Api api, SpecFile file, Address address) {
        try {
            return api.send(waiting.post(common, address, file.spec()));
        } catch (ProblemException e) {
            throw file.refused(e);
        }
    }
}
