package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.ProblemException;
import dev.windowpane.cli.client.Request;
import dev.windowpane.cli.output.Printer;
import dev.windowpane.cli.output.Text;

/** What a spec would do, asked of the server before anything is changed. */
final class DryRun {
    private static final int NOT_FOUND = 404;
    private static final String ANY_REVISION = "*";

    private DryRun() {}

    /** @throws FailureException with all that is wrong with the spec */
    static JsonNode of(Api api, SpecFile file) {
        try {
            return exists(api, file.jobName())
                    ? api.send(replacing(file.jobName(), file)).json()
                    : api.send(Request.post(Address.of("jobs").with("dryRun", true), file.spec(), "dry-run"))
                            .json();
        } catch (ProblemException e) {
            throw file.refused(e);
        }
    }

    /** Says on standard error what replacing the job's spec will mean. */
    static void foretell(Common common, Api api, String name, SpecFile file) {
        common.say(api.send(replacing(name, file)).json().path("sentence").asText());
    }

    static void show(Printer printer, SpecFile file, JsonNode dryRun) {
        printer.remark("%s is valid. %s"
                .formatted(file.name(), Text.printable(dryRun.path("sentence").asText())));
        if (!dryRun.path("changes").isEmpty()) {
            printer.list(dryRun, JobColumns.CHANGES, dryRun.path("changes"));
        }
    }

    private static Request replacing(String name, SpecFile file) {
        return Request.put(Address.of("jobs", name).with("dryRun", true), file.spec(), ANY_REVISION);
    }

    private static boolean exists(Api api, String name) {
        if (name.isEmpty()) {
            return false;
        }
        try {
            return api.get(Address.of("jobs", name)).has("name");
        } catch (ProblemException e) {
            if (e.problem().status() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
