package dev.windowpane.cli;

import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Answer;
import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.ProblemException;
import dev.windowpane.cli.client.Request;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs upgrade}. */
@Command(
        name = "upgrade",
        description = {
            "Launches a job anew with the newest JAR and, with -f, with another spec.",
            "If it does not become stable, the revision before is launched again by itself; the exit status is then 1.",
            "The spec must be made from the job as it is now; if somebody has changed it meanwhile, nothing is done and the exit status is 5."
        },
        footer = {
            "",
            "Examples:",
            "  windowpane jobs upgrade mine",
            "  windowpane jobs get mine --spec > mine.json",
            "  windowpane jobs upgrade mine -f mine.json",
            "  windowpane jobs upgrade mine -f mine.yaml --if-revision 4"
        })
final class JobsUpgrade implements Callable<Integer> {
    private static final int PRECONDITION_FAILED = 412;

    @Mixin
    private final Common common;

    @Mixin
    private final Waiting waiting = new Waiting();

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The new spec as YAML or JSON; - is standard input. Default: the spec it has.")
    private @Nullable String file;

    @Option(
            names = "--if-revision",
            paramLabel = "N",
            description = "Only if this is still the job's revision. Default: the one it has when this begins.")
    private @Nullable Long revision;

    JobsUpgrade(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        Api api = common.api();
        Address address = Address.of("jobs", name, "upgrade");
        String what = "upgrade of " + name;
        if (file == null) {
            Request request = waiting.post(common, address, Json.object());
            return waiting.order(
                    common, revision == null ? request : request.ifMatch("\"%d\"".formatted(revision)), what);
        }
        SpecFile spec = SpecFile.read(file, common.surroundings().in());
        return waiting.follow(common, api, send(api, address, spec), what);
    }

    private Answer send(Api api, Address address, SpecFile spec) {
        String tag = "\"%d\""
                .formatted(
                        revision == null
                                ? api.get(Address.of("jobs", name))
                                        .path("revision")
                                        .asLong()
                                : revision);
        try {
            DryRun.foretell(common, api, name, spec);
            return api.send(waiting.post(common, address, Json.object().set("spec", spec.spec()))
                    .ifMatch(tag));
        } catch (ProblemException e) {
            if (e.problem().status() == PRECONDITION_FAILED) {
                throw new FailureException(
                        Exit.CONFLICT,
                        "%s was changed by somebody else: it is no longer at revision %s. Look at it (windowpane jobs get %s), put your change into its spec and try again."
                                .formatted(name, tag.replace("\"", ""), name),
                        e);
            }
            throw spec.refused(e);
        }
    }
}
