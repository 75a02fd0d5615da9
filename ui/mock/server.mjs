// The HTTP API with invented numbers, without the Java stack: `npm run mock -- [full|replay|broken|empty|error|none] [port]`, beside `npm run dev`.
// It also serves the built dashboard, under the control plane's content security policy.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hostHits, HOSTS, lateHits, REFERRERS, referrerHits, SIZE } from './data.mjs';
import { deadLetters, explain, gaps, lateness, ledger, replay, windows } from './ledger.mjs';

const [scenario = 'full', port = '8080'] = process.argv.slice(2);
const BUILT = join(dirname(fileURLToPath(import.meta.url)), '../target/classes/META-INF/resources');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const CSP = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
const LATENESS = 15_000;

const began = Date.now();
const at = (ms) => new Date(ms).toISOString();
/** `replay`: four days of 2015 that stand still. */
const clock = () => (scenario === 'replay' ? Date.parse('2015-05-20T21:05:59Z') : Date.now());
const firstWindow = () => (scenario === 'replay' ? Date.parse('2015-05-17T10:05:00Z') : Math.floor((began - 30 * 3_600_000) / SIZE) * SIZE);
const hasHits = (start) => start >= firstWindow() && start <= clock() && (scenario !== 'replay' || new Date(start).getUTCMinutes() === 5);
const watermark = () => clock() - LATENESS;
const label = () => (scenario === 'empty' ? {} : { watermark: at(watermark()), newestHit: at(clock()), committedAt: at(Date.now() - 400) });

function job(name, desired, state, more) {
  const spec = {
    name,
    source: { bootstrapServers: '127.0.0.1:19092', topic: 'hits', groupId: 'windowpane', startFrom: { type: 'earliest' }, properties: {} },
    eventTime: { field: 'event_time', formats: ['iso', 'sql'], outOfOrderness: 'PT15S', idleTimeout: 'PT30S', furthestFuture: 'PT5M', oldestAccepted: 'PT168H' },
    window: { type: 'tumbling', size: 'PT5M', offset: 'PT0S' },
    rollups: [{ by: ['host'] }, { by: ['host', 'referrer'] }],
    sink: { connection: 'default' },
    execution: { parallelism: 3, checkpointInterval: 'PT1S' },
  };
  return { name, spec, revision: 3, desired, state, stateSince: at(began - 7_400_000), createdAt: at(began - 9e7), updatedAt: at(began - 8e6), ...more };
}

const run = (epoch, phase, error) => ({
  id: `${epoch}7c1e0b94d2a4f6f8a3b5c7d9e1f2a3b`.slice(0, 32), phase, revision: 3, epoch, attempt: 1, jarSha256: 'ab'.repeat(32), ...(error ? { error } : {}),
  createdAt: at(began - 7_400_000 - 9e6 / epoch), updatedAt: at(began - 7_400_000),
});
const failure = 'The job failed after 3 restarts: topic audit does not exist on 127.0.0.1:19092.';
const jobs = new Map([['log-aggregation', job('log-aggregation', 'RUNNING', 'RUNNING', { run: run(4, 'RUNNING') })]]);
if (scenario === 'full') jobs.set('audit', job('audit', 'RUNNING', 'FAILED', { run: run(2, 'FAILED', failure), detail: failure }));
if (scenario === 'full') {
  const detail = "topic 'archive' partition 1: 1204 records (offsets 421337 to 422540) were deleted from Kafka before they were counted";
  jobs.set('archive', job('archive', 'RUNNING', 'BLOCKED', { run: run(3, 'STOPPED'), detail }));
  jobs.set('history', job('history', 'RUNNING', 'COMPLETED', { run: run(1, 'COMPLETED'), ...label() }));
}
if (scenario === 'none') jobs.clear();
const listed = () => [...jobs.values()].map((known) => (known.name === 'log-aggregation' ? { ...known, ...label() } : known));

const seconds = (iso) => Number(/(\d+)H/.exec(iso)?.[1] ?? 0) * 3600 + Number(/(\d+)M/.exec(iso)?.[1] ?? 0) * 60 + Number(/(\d+)S/.exec(iso)?.[1] ?? 0);
const reader = (query) => {
  const host = HOSTS.indexOf(query.get('host'));
  if (query.get('by') === 'referrer') return { keys: REFERRERS, hits: (start, key) => referrerHits(start, host, key, clock()), late: () => 0 };
  const keys = host >= 0 ? [query.get('host')] : HOSTS;
  const number = (key) => (host >= 0 ? host : key);
  return { keys, hits: (start, key) => hostHits(start, number(key), clock()), late: (start, key) => lateHits(start, number(key)) };
};
const windowsIn = (query) => {
  const from = Math.max(Math.ceil(Date.parse(query.get('from')) / SIZE) * SIZE, firstWindow());
  const to = Math.min(Date.parse(query.get('to')), clock());
  if (scenario === 'empty') return [];
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / SIZE)) }, (_, n) => from + n * SIZE).filter(hasHits);
};
const total = (numbers) => numbers.reduce((all, n) => all + n, 0);
const frame = (query) => ({ job: 'log-aggregation', from: query.get('from'), to: query.get('to'), ...label(), asOf: at(Date.now()) });

function series(query) {
  const { keys, hits, late } = reader(query);
  const step = seconds(query.get('step')) * 1000;
  const buckets = new Map();
  for (const start of windowsIn(query)) {
    const slot = Math.floor(start / step) * step;
    const bucket = buckets.get(slot) ?? { sums: keys.map(() => 0), late: 0 };
    keys.forEach((_, key) => ((bucket.sums[key] += hits(start, key)), (bucket.late += late(start, key))));
    buckets.set(slot, bucket);
  }
  const wanted = query.getAll('key').map((key) => keys.indexOf(key));
  const taken = wanted.length ? wanted : keys.map((_, key) => key).slice(0, Number(query.get('top') ?? 6));
  const rows = [...buckets.entries()];
  const status = (end, lates) => (end > watermark() ? 'OPEN' : lates > 0 ? 'CORRECTED' : 'FINAL');
  return {
    ...frame(query), step: query.get('step'),
    windows: rows.map(([start, { sums, late: lates }]) => ({ start: at(start), end: at(start + step), status: status(start + step, lates), hits: total(sums), lateHits: lates })),
    series: rows.length ? taken.map((key) => ({ key: keys[key], hits: rows.map(([, { sums }]) => sums[key]) })) : [],
    other: { keys: rows.length ? keys.length - taken.length : 0, hits: rows.map(([, { sums }]) => total(sums.filter((_, key) => !taken.includes(key)))) },
  };
}

function top(query) {
  const { keys, hits, late } = reader(query);
  const windows = windowsIn(query);
  const rows = keys.map((key, n) => ({ key, hits: total(windows.map((start) => hits(start, n))), lateHits: total(windows.map((start) => late(start, n))) })).filter((row) => row.hits > 0);
  const all = total(rows.map((row) => row.hits));
  const found = rows.filter((row) => row.key.includes(query.get('search') ?? '')).sort((a, b) => b.hits - a.hits);
  const items = found.slice(0, Number(query.get('limit') ?? 50)).map((row) => ({ ...row, share: row.hits / all }));
  return { ...frame(query), totalHits: all, totalLateHits: total(rows.map((row) => row.lateHits)), keys: found.length, items };
}

const streams = new Set();
const tell = (stream, event, data) => stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
const commit = (changed) => ({ job: 'log-aggregation', ...label(), ...(changed ? { changed } : {}) });
setInterval(() => {
  const start = Math.floor(clock() / SIZE) * SIZE;
  const moves = scenario === 'full' ? commit({ from: at(start - SIZE), to: at(start + SIZE) }) : undefined;
  for (const stream of streams) if (moves) tell(stream, 'commit', moves);
}, 1000).unref();

function live(request, response) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.flushHeaders();
  streams.add(response);
  request.on('close', () => streams.delete(response));
  for (const known of listed()) tell(response, 'job', known);
  if (scenario !== 'empty' && jobs.size > 0) tell(response, 'commit', commit());
}

function json(response, status, body) {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
  response.end(JSON.stringify(body));
}

const problem = (response, status, title, detail) => json(response, status, { type: 'about:blank', title, status, detail });

function act(response, name, verb) {
  if (name === 'audit') return problem(response, 503, 'Flink cannot be reached', 'The REST address https://127.0.0.1:18081 refused the connection since 12:04:45.');
  const [desired, passing, then] = verb === 'start' ? ['RUNNING', 'STARTING', 'RUNNING'] : ['STOPPED', 'STOPPING', 'STOPPED'];
  const put = (state) => {
    jobs.set(name, { ...jobs.get(name), desired, state, stateSince: at(Date.now()) });
    for (const stream of streams) for (const one of listed().filter((job) => job.name === name)) tell(stream, 'job', one);
  };
  put(passing);
  setTimeout(() => put(then), 2000);
  return json(response, 202, listed().find((one) => one.name === name));
}

const bodyOf = async (request) => JSON.parse(Buffer.concat(await request.toArray()).toString() || '{}');
const tellJobs = () => { for (const stream of streams) for (const one of listed()) tell(stream, 'job', one); };

async function readAgain(request, response) {
  const answer = replay(await bodyOf(request), tellJobs);
  if (answer) return json(response, 202, answer);
  return problem(response, 409, 'Conflict', 'no dead letter that is kept matches and is not wanted or counted already');
}

function file(query, response) {
  response.writeHead(200, { 'content-type': 'text/plain', 'content-disposition': `attachment; filename="dead-letters.${query.get('format')}"` });
  response.end(JSON.stringify(deadLetters(query, scenario).items));
}

function serveFile(path, response) {
  const file = normalize(join(BUILT, path));
  const found = file.startsWith(BUILT) && extname(file) !== '' && existsSync(file) ? file : join(BUILT, 'index.html');
  response.writeHead(200, { 'content-type': TYPES[extname(found)] ?? 'application/octet-stream', 'content-security-policy': CSP });
  createReadStream(found).pipe(response);
}

createServer((request, response) => {
  const { pathname: path, searchParams: query } = new URL(request.url, 'http://localhost');
  const action = /^\/api\/jobs\/([^/]+)\/(start|stop|runs|gaps|gaps\/accept|explain|lateness)$/.exec(path);
  if (!path.startsWith('/api/')) return serveFile(path, response);
  if (path === '/api/live') return live(request, response);
  if (scenario === 'error') return problem(response, 503, 'Postgres cannot be reached', 'Connection to 127.0.0.1:15432 refused since 12:04:45. Counting goes on; numbers come back with the database.');
  if (path === '/api/jobs') return json(response, 200, { items: listed() });
  if (path === '/api/series') return json(response, 200, series(query));
  if (path === '/api/top') return json(response, 200, top(query));
  if (path === '/api/ledger') return json(response, 200, { jobs: query.get('job') === 'log-aggregation' ? [ledger(scenario, label())] : [ledger('empty', {})] });
  if (path === '/api/ledger/windows') return json(response, 200, windows(query, query.get('job') === 'log-aggregation' ? scenario : 'empty', label()));
  if (path === '/api/dead-letters/replay') return void readAgain(request, response);
  if (path === '/api/dead-letters' && query.get('format')) return file(query, response);
  if (path === '/api/dead-letters') return json(response, 200, deadLetters(query, scenario));
  if (action?.[2] === 'lateness') return json(response, 200, lateness());
  if (action?.[2] === 'explain') return json(response, 200, explain(action[1], jobs.get(action[1])?.state));
  if (action?.[2] === 'gaps') return json(response, 200, { items: gaps(jobs.get(action[1])?.state !== 'BLOCKED') });
  if (action?.[2] === 'gaps/accept') return act(response, action[1], 'start');
  if (action?.[2] === 'runs') return json(response, 200, { items: [run(4, 'RUNNING'), run(3, 'LOST', 'The cluster was lost.'), run(2, 'STOPPED'), run(1, 'STOPPED')] });
  return action ? act(response, action[1], action[2]) : problem(response, 404, 'Not found', path);
}).listen(Number(port), '127.0.0.1', () => console.log(`${scenario}: http://127.0.0.1:${port}/`));
