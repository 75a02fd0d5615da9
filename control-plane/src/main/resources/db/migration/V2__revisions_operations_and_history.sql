-- Run as the owner, while jobs of the version before run and commit: nothing here takes a lock that they wait for longer than a moment.

-- The JARs that revisions were launched with, by content; those that no revision needs any more are cleaned away.
create table jar (
  sha256   text        primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  version  text        not null,
  size     bigint      not null,
  content  bytea       not null,
  added_at timestamptz not null default clock_timestamp()
);

-- Every spec a job ever had. job.spec is the one of job.revision.
create table job_revision (
  job        int         not null references job on delete cascade,
  revision   bigint      not null,
  spec       jsonb       not null,
  -- Null: the JAR that is current when it is launched; also where the JAR of an old revision is no longer kept
  jar_sha256 text        references jar,
  made_by    text        not null check (made_by in ('FOUND', 'CREATED', 'REPLACED', 'UPGRADED', 'MOVED', 'RESCALED', 'ROLLED_BACK')),
  note       text,
  created_at timestamptz not null default clock_timestamp(),
  -- When a run of it first held: all tasks ran and a commit was made
  stable_at  timestamptz,
  primary key (job, revision)
);
insert into job_revision (job, revision, spec, made_by, note, created_at, stable_at)
select id, revision, spec, 'FOUND', 'the newest when revisions began to be kept', updated_at,
  (select max(r.stable_at) from run r where r.job = job.id and r.revision = job.revision)
from job;

-- Counts the wishes to be launched anew with the same spec: a run of an older generation is replaced.
alter table job add column generation bigint not null default 1;
alter table run add column generation bigint not null default 1;
-- The Flink cluster, by its name in the configuration
alter table run add column cluster text not null default 'default';
-- When the launch was first sent
alter table run add column submitted_at timestamptz;
-- Of the catalogue of causes, for error
alter table run add column code text;
alter table run add column hint text;

-- What happened, to be read by people; append-only, and outlives the JobManager and the job.
create table history (
  id         bigint      primary key generated always as identity,
  job        int         not null,
  job_name   text        not null,
  at         timestamptz not null default clock_timestamp(),
  -- REQUEST: somebody asked; PHASE: a run went on; EXCEPTION: Flink noted an error of the job; REVISION: the spec or JAR changed; NOTE: what the reconciler saw or did besides
  kind       text        not null check (kind in ('REQUEST', 'PHASE', 'EXCEPTION', 'REVISION', 'NOTE')),
  run        text,
  revision   bigint,
  phase      text,
  -- Of the catalogue of causes
  code       text,
  detail     text        not null default '',
  actor      text,
  request_id text
);
create index history_of_job on history (job, id desc);
-- Whether a Flink job is ours, though its run's row is gone
create index history_launched on history (run) where kind = 'PHASE' and phase = 'SUBMITTING';
-- An exception is noted once, however often Flink is asked
create unique index history_exception on history (run, at) where kind = 'EXCEPTION';

-- Long work that somebody asked for, until it is done, failed or overtaken by another wish.
create table operation (
  id         text        primary key check (id ~ '^[0-9a-f]{32}$'),
  job        int         not null,
  job_name   text        not null,
  kind       text        not null check (kind in ('CREATE', 'START', 'STOP', 'RESTART', 'REPLACE', 'UPGRADE', 'RESCALE', 'ROLLBACK', 'ACCEPT_GAPS')),
  -- What the job's were after the request: the operation succeeds with a run that has at least these
  revision   bigint      not null,
  generation bigint      not null,
  state      text        not null default 'RUNNING' check (state in ('RUNNING', 'SUCCEEDED', 'FAILED', 'OVERTAKEN')),
  detail     text        not null default '',
  actor      text        not null,
  request_id text        not null,
  created_at timestamptz not null default clock_timestamp(),
  ended_at   timestamptz
);
create index operation_open on operation (job) where state = 'RUNNING';
create index operation_of_job on operation (job, created_at desc);

-- Answers to requests that carried an Idempotency-Key, written in the transaction of their effect.
create table idempotency (
  key        text        primary key check (length(key) between 1 and 255),
  -- SHA-256 of method, path, query, If-Match and body
  request    text        not null,
  status     int         not null,
  headers    jsonb       not null,
  body       text        not null,
  created_at timestamptz not null default clock_timestamp()
);

-- A short history of how each job does. Null: not known at that moment.
create table job_sample (
  job                int         not null references job on delete cascade,
  at                 timestamptz not null default clock_timestamp(),
  records_per_second double precision,
  lag                bigint,
  watermark_delay_ms bigint,
  checkpoint_ms      bigint,
  commit_age_ms      bigint,
  commit_ms          bigint,
  restarts           bigint,
  busy               double precision,
  back_pressured     double precision,
  primary key (job, at)
);

-- Keeps the newest of each job. The control plane itself may only add.
create function prune_history(keep bigint) returns bigint
  language sql security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from history h
    using (select id, row_number() over (partition by job order by id desc) as age from history) a
    where a.id = h.id and a.age > keep
    returning 1)
  select count(*) from gone
$$;

grant select, insert, update, delete on jar, job_revision, operation, idempotency, job_sample to windowpane_control;
grant select, insert on history to windowpane_control;
revoke execute on function prune_history from public;
grant execute on function prune_history to windowpane_control;
