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
  phase      text        not null check (phase in ('PLANNED', 'JAR_READY', 'SUBMITTING', 'STARTING', 'RUNNING', 'CANCELLING', 'STOPPED', 'COMPLETED', 'FAILED', 'LOST', 'SUPERSEDED')),
  deadline   timestamptz,
  -- 1, and one more for each launch before it that ended without ever having been stable
  attempt    int         not null default 1,
  stable_at  timestamptz,
  error      text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- At most one run of a job is under way.
create unique index run_under_way on run (job) where phase not in ('STOPPED', 'COMPLETED', 'FAILED', 'LOST', 'SUPERSEDED');
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
  -- Kafka's id of the topic that the offsets belong to: a topic that was made anew under the same name has another
  topic_id     text,
  watermark    timestamptz,
  newest_hit   timestamptz,
  -- Windows that start before have been dropped by retention; a hit for them becomes a dead letter (TOO_OLD)
  kept_from    timestamptz not null default '-infinity',
  commits      bigint      not null default 0,
  committed_at timestamptz
);

-- How far a job has counted: next_offset changes only by compare-and-set, together with the counts.
-- In topics without transaction markers and compaction: next_offset - start_offset = read + skipped.
create table job_progress (
  job          int    not null references job on delete cascade,
  partition    int    not null,
  start_offset bigint not null,
  next_offset  bigint not null,
  -- Where a bounded job stops, exclusive; null where it never does
  end_offset   bigint,
  read         bigint not null default 0,
  rejected     bigint not null default 0,
  -- Hits in windows that retention has dropped
  retired      bigint not null default 0,
  -- Offsets passed over by accepted gaps; negative where the topic was made anew and offsets began again
  skipped      bigint not null default 0,
  newest_hit   timestamptz,
  -- When next_offset moved last
  moved_at     timestamptz,
  primary key (job, partition)
) with (fillfactor = 50);

-- Records that Kafka no longer had when they were to be read. A gap blocks the job's launches until somebody accepts it.
create table gap (
  job         int         not null references job on delete cascade,
  partition   int         not null,
  from_offset bigint      not null,
  to_offset   bigint      not null,
  reason      text        not null check (reason in ('EXPIRED', 'TOPIC_RECREATED', 'PARTITION_GONE')),
  found_at    timestamptz not null default now(),
  accepted_at timestamptz,
  -- When a launch went on at to_offset
  applied_at  timestamptz,
  primary key (job, partition, from_offset, reason, found_at)
);
-- At most one open gap of a partition.
create unique index gap_open on gap (job, partition) where applied_at is null;

-- Counts per window, hour and day: hour and day rows are the sums of their windows, written in the same transaction; window_start is the
-- start of the hour or day in UTC. Partitioned by month (UTC); make_partitions makes what is missing.
create table hits_by_host (
  job          int         not null,
  window_start timestamptz not null,
  host         text        not null,
  num_hits     bigint      not null,
  late_hits    bigint      not null default 0,
  primary key (job, window_start, host)
) partition by range (window_start);

create table hits_by_host_and_referrer (
  job          int         not null,
  window_start timestamptz not null,
  host         text        not null,
  referrer     text        not null,
  num_hits     bigint      not null,
  late_hits    bigint      not null default 0,
  primary key (job, window_start, host, referrer)
) partition by range (window_start);

create table hits_by_host_hourly (like hits_by_host including defaults including indexes) partition by range (window_start);
create table hits_by_host_daily (like hits_by_host including defaults including indexes) partition by range (window_start);
create table hits_by_host_and_referrer_hourly (like hits_by_host_and_referrer including defaults including indexes) partition by range (window_start);
create table hits_by_host_and_referrer_daily (like hits_by_host_and_referrer including defaults including indexes) partition by range (window_start);

-- The six tables above.
create function count_tables() returns text[] language sql immutable set search_path = '' as
  $$select array['hits_by_host', 'hits_by_host_hourly', 'hits_by_host_daily',
    'hits_by_host_and_referrer', 'hits_by_host_and_referrer_hourly', 'hits_by_host_and_referrer_daily']$$;

-- Makes the partitions of the months (UTC) that hold these times. Attaching takes no lock that readers or writers wait for.
create function make_partitions(times timestamptz[]) returns void
  language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare
  month timestamptz;
  parent text;
  part text;
begin
  perform pg_advisory_xact_lock(hashtextextended('windowpane.partitions', 0));
  for month in select distinct date_trunc('month', t) from unnest(times) t order by 1 loop
    foreach parent in array count_tables() loop
      part := parent || '_' || to_char(month, 'YYYYMM');
      if to_regclass(part) is null then
        execute format('create table %I (like %I including defaults including indexes) with (fillfactor = 70)', part, parent);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, month, month + interval '1 month');
      end if;
    end loop;
  end loop;
end $$;

-- Drops the oldest month that ended by then, moves its hits to "retired" in the same transaction, and answers whether there was one.
-- No commit is under way meanwhile, so it takes one month a time and waits for nobody's lock for long.
create function retire_counts(before timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' set lock_timeout = '1s' as $$
declare
  floor timestamptz := date_trunc('month', before);
  months timestamptz[];
  parent text;
begin
  perform 1 from job_ledger order by job for update;
  perform pg_advisory_xact_lock(hashtextextended('windowpane.partitions', 0));
  select array_agg(distinct to_date(right(c.relname, 6), 'YYYYMM')::timestamptz order by to_date(right(c.relname, 6), 'YYYYMM')::timestamptz)
  into months
  from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
  where p.relkind = 'p' and p.relnamespace = 'public'::regnamespace and p.relname = any (count_tables())
    and to_date(right(c.relname, 6), 'YYYYMM') < floor;
  if months is null then
    return false;
  end if;
  foreach parent in array count_tables() loop
    execute format('drop table if exists %I', parent || '_' || to_char(months[1], 'YYYYMM'));
  end loop;
  -- Up to the next month that has counts
  floor := coalesce(months[2], floor);
  update job_progress p set retired = p.retired + w.hits
  from (select job, partition, sum(num_hits) as hits from window_ledger where window_start < floor group by 1, 2) w
  where p.job = w.job and p.partition = w.partition;
  delete from window_ledger where window_start < floor;
  update job_ledger set kept_from = floor where kept_from < floor;
  return true;
end $$;

-- The ledger by window and partition: the hits of a window by where they were read. Its sums equal those of hits_by_host.
create table window_ledger (
  job          int         not null,
  window_start timestamptz not null,
  partition    int         not null,
  num_hits     bigint      not null,
  late_hits    bigint      not null default 0,
  primary key (job, window_start, partition)
) with (fillfactor = 70);

-- How late hits were, for "what would another lateness cost?": the hits of a host that were committed at least this many seconds (and less
-- than the next bound) after the newest hit known by then had passed their window's end. Below 0 s nothing is noted.
create table lateness (
  job      int    not null references job on delete cascade,
  host     text   not null,
  seconds  bigint not null,
  num_hits bigint not null,
  primary key (job, host, seconds)
) with (fillfactor = 70);

-- Moments at which the control plane found that a job's ledger did not balance. Should stay empty.
create table ledger_violation (
  job      int         not null references job on delete cascade,
  found_at timestamptz not null default now(),
  rule     text        not null,
  detail   text        not null,
  primary key (job, found_at, rule)
);

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
  -- WANTED: the next launch reads it again; DONE: it is counted now, and no longer among the dead letters; REFUSED: replay_note says why
  replay      text        check (replay in ('WANTED', 'DONE', 'REFUSED')),
  replay_note text,
  replayed_at timestamptz,
  primary key (job, partition, "offset")
);
create index dead_letters_wanted on dead_letters (job) where replay = 'WANTED';

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
grant select, insert, update on job_progress, gap, hits_by_host, hits_by_host_hourly, hits_by_host_daily,
  hits_by_host_and_referrer, hits_by_host_and_referrer_hourly, hits_by_host_and_referrer_daily,
  window_ledger, lateness, dead_letter_counts, dead_letters to windowpane_job;
grant select, update on job_ledger to windowpane_job;
grant delete on dead_letters, gap to windowpane_job;
grant select (id, name) on job to windowpane_reader;
grant select on job_ledger, job_progress, gap, hits_by_host, hits_by_host_hourly, hits_by_host_daily,
  hits_by_host_and_referrer, hits_by_host_and_referrer_hourly, hits_by_host_and_referrer_daily,
  window_ledger, lateness, ledger_violation, dead_letter_counts, dead_letters,
  processed_events_aggregated, processed_events_aggregated_source to windowpane_reader;

revoke execute on function make_partitions, retire_counts from public;
grant execute on function make_partitions to windowpane_job;
grant execute on function retire_counts to windowpane_control;
