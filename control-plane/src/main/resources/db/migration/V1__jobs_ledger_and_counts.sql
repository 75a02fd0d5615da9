-- Run as the owner (windowpane_owner). The roles windowpane_control, windowpane_job and windowpane_reader exist before:
-- deploy/local makes them; elsewhere an administrator does (docs/decisions/003).

-- What is wanted: written by the REST API only.
create table job (
  id         int generated always as identity primary key,
  name       text        not null unique check (name ~ '^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$'),
  spec       jsonb       not null,
  revision   bigint      not null default 1,
  desired    text        not null check (desired in ('RUNNING', 'STOPPED')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- What was done: one row per launch, written by the reconciler only. id is the Flink job id, chosen by us.
create table run (
  id         text        primary key check (id ~ '^[0-9a-f]{32}$'),
  -- Which is the newest: not a time, since clocks are set back
  number     bigint      not null generated always as identity,
  job        int         not null references job on delete cascade,
  revision   bigint      not null,
  epoch      bigint      not null default 0,
  jar_sha256 text,
  phase      text        not null check (phase in ('PLANNED', 'JAR_READY', 'SUBMITTING', 'STARTING', 'RUNNING', 'CANCELLING', 'STOPPED', 'FAILED', 'LOST', 'SUPERSEDED')),
  deadline   timestamptz,
  -- 1, and one more for each launch before it that ended without ever having been stable
  attempt    int         not null default 1,
  stable_at  timestamptz,
  error      text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- At most one run of a job is under way.
create unique index run_under_way on run (job) where phase not in ('STOPPED', 'FAILED', 'LOST', 'SUPERSEDED');
create index run_of_job on run (job, number desc);

-- Who may act: expires by the database's clock; every transition is guarded by the token.
create table lease (
  key        text        primary key,
  holder     text        not null,
  token      bigint      not null,
  expires_at timestamptz not null
);

-- The fence and the label of a job's counts: one row per job, always there. Only the launch with this epoch may commit.
create table job_ledger (
  job          int         primary key references job on delete cascade,
  epoch        bigint      not null default 0,
  watermark    timestamptz,
  newest_hit   timestamptz,
  commits      bigint      not null default 0,
  committed_at timestamptz
);

-- How far a job has counted: next_offset changes only by compare-and-set, together with the counts.
create table job_progress (
  job          int    not null references job on delete cascade,
  partition    int    not null,
  start_offset bigint not null,
  next_offset  bigint not null,
  read         bigint not null default 0,
  rejected     bigint not null default 0,
  primary key (job, partition)
) with (fillfactor = 50);

create table hits_by_host (
  job          int         not null,
  window_start timestamptz not null,
  host         text        not null,
  num_hits     bigint      not null,
  late_hits    bigint      not null default 0,
  primary key (job, window_start, host)
) with (fillfactor = 70);

create table hits_by_host_and_referrer (
  job          int         not null,
  window_start timestamptz not null,
  host         text        not null,
  referrer     text        not null,
  num_hits     bigint      not null,
  late_hits    bigint      not null default 0,
  primary key (job, window_start, host, referrer)
) with (fillfactor = 70);

-- Exact numbers of dead letters; of the dead letters themselves only a bounded sample is kept.
create table dead_letter_counts (
  job       int    not null references job on delete cascade,
  partition int    not null,
  reason    text   not null,
  rejected  bigint not null,
  primary key (job, partition, reason)
) with (fillfactor = 70);

create table dead_letters (
  job         int         not null references job on delete cascade,
  topic       text        not null,
  partition   int         not null,
  "offset"    bigint      not null,
  reason      text        not null,
  record_time timestamptz not null,
  size        int         not null,
  payload     bytea       not null,
  noted_at    timestamptz not null default now(),
  primary key (job, partition, "offset")
);

-- The original pipeline's tables by their names, columns and types, for the job that reproduces it. event_hour is the window's start in UTC.
create view processed_events_aggregated as
  select (window_start at time zone 'UTC')::timestamp(3) as event_hour, host::varchar as host, num_hits
  from hits_by_host
  where job = (select id from job where name = 'log-aggregation');

create view processed_events_aggregated_source as
  select (window_start at time zone 'UTC')::timestamp(3) as event_hour, host::varchar as host, referrer::varchar as referrer, num_hits
  from hits_by_host_and_referrer
  where job = (select id from job where name = 'log-aggregation');

-- Least rights: the job writes counts and the ledger, never specs; the reader reads counts and the ledger, never specs.
grant usage on schema public to windowpane_control, windowpane_job, windowpane_reader;
grant select, insert, update, delete on all tables in schema public to windowpane_control;
grant select, insert, update on job_progress, hits_by_host, hits_by_host_and_referrer, dead_letter_counts, dead_letters to windowpane_job;
grant select, update on job_ledger to windowpane_job;
grant delete on dead_letters to windowpane_job;
grant select (id, name) on job to windowpane_reader;
grant select on job_ledger, job_progress, hits_by_host, hits_by_host_and_referrer, dead_letter_counts, dead_letters,
  processed_events_aggregated, processed_events_aggregated_source to windowpane_reader;
