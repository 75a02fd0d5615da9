package dev.windowpane.control.reconcile;

import dev.windowpane.control.jars.JarRef;
import dev.windowpane.control.jobs.Desired;
import dev.windowpane.control.jobs.MadeBy;
import dev.windowpane.control.jobs.StoredSpec;
import dev.windowpane.control.reconcile.RoughFlink.Flaw;
import dev.windowpane.control.reconcile.Tables.JobRow;
import dev.windowpane.control.reconcile.Tables.RevisionRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What may happen in a {@link World}: passes, time, faults, and what users wish. */
final class Events {
    private static final List<String> NAMES = List.of("shop", "blog");
    private static final List<StoredSpec> AT_HOME =
            NAMES.stream().map(name -> spec(name, "default")).toList();
    private static final List<StoredSpec> IN_THE_EAST =
            NAMES.stream().map(name -> spec(name, "east")).toList();

    private final World world;
    private int jars;
    private int jobs;

    Events(World world) {
        this.world = world;
        for (int i = 0; i < NAMES.size(); i++) {
            create(i);
        }
    }

    private static StoredSpec spec(String name, String cluster) {
        return StoredSpec.parse(
                "{\"name\":\"%s\",\"source\":{\"bootstrapServers\":\"kafka:9092\",\"topic\":\"hits\"},\"execution\":{\"cluster\":\"%s\"}}"
                        .formatted(name, cluster));
    }

    private void create(int which) {
        jobs++;
        Optional<JarRef> jar = world.happens(0.5) ? Optional.of(jar(Flaw.NONE)) : Optional.empty();
        RevisionRow first = new RevisionRow(AT_HOME.get(which), jar, MadeBy.CREATED);
        world.tables.jobs.add(new JobRow(jobs, NAMES.get(which), first, world.clock()));
    }

    void one() {
        int roll = world.between(1, 100);
        if (roll <= 50) {
            world.oneOf(world.replicas).pass();
        } else if (roll <= 70) {
            world.pass(world.between(50, 3_000));
        } else if (roll <= 74) {
            world.pass(world.between(5_000, 100_000));
        } else if (roll <= 86) {
            trouble();
        } else {
            wish();
        }
    }

    private void trouble() {
        RoughFlink flink = world.oneOf(List.copyOf(world.flinks.values()));
        int roll = world.between(1, 9);
        world.trace.add("%s: trouble %d at %s"
                .formatted(world.clock(), roll, flink == world.flinks.get(World.HOME) ? "home" : "east"));
        switch (roll) {
            case 1 -> flink.restart(world.happens(0.5), world.between(0, 8_000));
            case 2 -> flink.failOver(world.between(0, 8_000), world.between(0, 10_000));
            case 3 -> flink.away(world.between(500, 60_000));
            case 4 -> world.oneOf(world.replicas).die();
            case 5 -> world.tables.lease.expire();
            case 6 -> world.setClock(Duration.ofSeconds(world.between(-30, 30)));
            case 7 -> flink.addForeign(world.newId(), "windowpane shop");
            default ->
                flink.alive().stream()
                        .skip(world.between(0, 2))
                        .findFirst()
                        .ifPresent(job -> flink.trouble(job, world.happens(0.5)));
        }
    }

    private void wish() {
        if (world.tables.jobs.isEmpty()) {
            create(world.between(0, NAMES.size() - 1));
            return;
        }
        JobRow job = world.oneOf(world.tables.jobs);
        int roll = world.between(1, 9);
        world.trace.add("%s: wish %d of %s".formatted(world.clock(), roll, job.name));
        switch (roll) {
            case 1 -> desire(job, Desired.STOPPED);
            case 2, 3 -> desire(job, Desired.RUNNING);
            case 4 -> {
                job.generation++;
                job.updatedAt = world.clock();
            }
            case 5, 6 -> upgrade(job);
            case 7 -> move(job);
            case 8 -> rollBack(job);
            default -> delete(job);
        }
    }

    private void desire(JobRow job, Desired desired) {
        job.desired = desired;
        job.updatedAt = world.clock();
    }

    private void upgrade(JobRow job) {
        Flaw flaw = world.oneOf(List.of(Flaw.NONE, Flaw.NONE, Flaw.REFUSED, Flaw.NEVER_UP, Flaw.FAILS));
        revise(job, new RevisionRow(job.newest().spec, Optional.of(jar(flaw)), MadeBy.UPGRADED));
    }

    private void move(JobRow job) {
        int which = NAMES.indexOf(job.name);
        StoredSpec other = job.newest().spec.equals(AT_HOME.get(which)) ? IN_THE_EAST.get(which) : AT_HOME.get(which);
        revise(job, new RevisionRow(other, job.newest().jar, MadeBy.REPLACED));
    }

    private void rollBack(JobRow job) {
        RevisionRow old = world.oneOf(job.revisions);
        revise(job, new RevisionRow(old.spec, old.jar, MadeBy.ROLLED_BACK));
    }

    private void revise(JobRow job, RevisionRow revision) {
        world.tables.revise(job, revision, world.clock());
    }

    private void delete(JobRow job) {
        boolean underWay = world.tables.runs(job.id).stream()
                .anyMatch(row -> row.run.phase().underWay());
        if (job.desired == Desired.STOPPED && !underWay) {
            world.tables.delete(job);
        }
    }

    private JarRef jar(Flaw flaw) {
        jars++;
        return new JarRef("%d-%s".formatted(jars, flaw), "1");
    }
}
