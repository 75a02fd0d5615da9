// The ledger, dead letters, lateness, gaps and explanations of the mock: numbers that add up.
const WINDOW = 300_000;
const at = (ms) => new Date(ms).toISOString();
const REASONS = { NOT_JSON: 118, NO_HOST: 41, BAD_TIME: 17, TOO_FAR_IN_FUTURE: 3, TOO_OLD: 2 };
const PAYLOADS = [
  ['NOT_JSON', 'GET /index.html HTTP/1.1" 200 <script>alert(1)</script>'], ['NO_HOST', '{"event_time":"2026-11-20T12:00:00Z","referrer":"https://a.example/"}'],
  ['NOT_JSON', '{"event_time":"2026-11-20T12:00:00Z","host":"shop.exam'], ['BAD_TIME', '{"event_time":"20/Nov/2026:12:00:00 +0100","host":"shop.example"}'],
  ['TOO_OLD', '{"event_time":"1970-01-01T00:00:00Z","host":"docs.example"}'], ['TOO_FAR_IN_FUTURE', '{"event_time":"2099-01-01T00:00:00Z","host":"blog.example"}'],
];
const letters = Array.from({ length: 64 }, (_, n) => {
  const [reason, preview] = PAYLOADS[n % PAYLOADS.length];
  const states = { 3: ['DONE'], 4: ['REFUSED', 'still TOO_OLD: 1970-01-01T00:00:00Z is 20,777 days before the record'], 7: ['WANTED'] };
  const [replay, replayNote] = states[n] ?? [];
  return {
    topic: 'hits', partition: n % 3, offset: 421_337 - 311 * n, reason, recordTime: at(Date.now() - 61_000 * n), notedAt: at(Date.now() - 61_000 * n), size: preview.length,
    payloadBase64: Buffer.from(preview).toString('base64'), preview, ...(replay ? { replay, replayedAt: at(Date.now() - 5000) } : {}), ...(replayNote ? { replayNote } : {}),
  };
});
const dead = (share) => {
  const byReason = Object.fromEntries(Object.entries(REASONS).map(([reason, n]) => [reason, Math.floor(n * share)]));
  return { total: Object.values(byReason).reduce((sum, n) => sum + n, 0), byReason };
};

export function ledger(scenario, label) {
  const partitions = scenario === 'empty' ? [] : [0, 1, 2].map((partition) => {
    const [onTime, late, open, retired] = [421_004 + 7919 * partition, 61 + partition, Math.floor((Date.now() % WINDOW) / 230) + partition, partition === 0 ? 12_000 : 0];
    const deadLetters = dead(1 / 3);
    const read = onTime + late + open + retired + deadLetters.total;
    const skipped = partition === 2 ? 1204 : 0;
    const start = 4000 * partition;
    return {
      partition, startOffset: start, nextOffset: start + read + skipped, read, onTime, late, open, retired, rejected: deadLetters.total, deadLetters, skipped,
      newestHit: at(Date.now() - 900), movedAt: at(Date.now() - 700 - 40_000 * (partition === 1)),
    };
  });
  const sum = (part) => partitions.reduce((all, one) => all + part(one), 0);
  const unbalanced = scenario === 'broken';
  const total = {
    read: sum((one) => one.read) + (unbalanced ? 3 : 0), onTime: sum((one) => one.onTime), late: sum((one) => one.late), open: sum((one) => one.open), retired: sum((one) => one.retired),
    skipped: sum((one) => one.skipped),
  };
  const counted = total.onTime + total.late + total.open;
  const byReason = Object.fromEntries(Object.keys(REASONS).map((reason) => [reason, sum((one) => one.deadLetters.byReason[reason])]).filter(([, n]) => n > 0));
  const violations = unbalanced
    ? [
        { foundAt: at(Date.now() - 60_000), rule: 'PARTITION', detail: 'partition 1: 429,100 records were read, but 429,037 hits are in windows, 0 retired, and 60 dead letters (60 by progress)' },
        { foundAt: at(Date.now() - 3_700_000), rule: 'HOURS', detail: "2026-11-20T11:00:00Z, host 'shop.example': by hour 10804 hits (3 late), by window 10801 (3 late); 1 such rows" },
      ]
    : [];
  return {
    job: 'log-aggregation', ...total, counted, countedByReferrer: counted, deadLetters: { total: sum((one) => one.deadLetters.total), byReason }, balanced: !unbalanced, everUnbalanced: unbalanced,
    violations, epoch: 4, ...label, commits: 80_412, partitions,
  };
}

export function windows(query, scenario, label) {
  const newest = Math.floor(Date.now() / WINDOW) * WINDOW;
  const from = Date.parse(query.get('from') ?? at(newest - 96 * WINDOW));
  const to = Date.parse(query.get('to') ?? at(newest + WINDOW));
  const limit = Number(query.get('limit') ?? 100);
  const starts = Array.from({ length: 400 }, (_, n) => newest - n * WINDOW).filter((start) => scenario !== 'empty' && start >= from && start < to);
  const items = starts.slice(0, limit).map((start, n) => {
    const partitions = [0, 1, 2].map((partition) => ({ partition, hits: 1200 + ((start / WINDOW) % 97) + 31 * partition, late: n % 9 === 4 && partition === 1 ? 7 : 0 }));
    const hits = partitions.reduce((sum, one) => sum + one.hits, 0);
    const late = partitions.reduce((sum, one) => sum + one.late, 0);
    const status = n === 0 ? 'OPEN' : late > 0 ? 'CORRECTED' : 'FINAL';
    return { start: at(start), end: at(start + WINDOW), status, hits, onTime: hits - late, late, partitions };
  });
  return { job: 'log-aggregation', items, ...(starts.length > limit ? { next: 'more' } : {}), watermark: label.watermark, asOf: at(Date.now()) };
}

export function lateness() {
  const options = (scale) => [0, 1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 900, 1800, 3600].map((s) => {
    const share = (0.09 / (1 + s ** 1.9 / 2)) * scale;
    return { outOfOrderness: `PT${s}S`, correcting: Math.floor(1_284_306 * scale * share), share: share < 1e-5 ? 0 : share, finalLater: `PT${s - 15}S` };
  });
  return {
    job: 'log-aggregation', outOfOrderness: 'PT15S', hits: 1_284_306, options: options(1),
    hosts: ['shop.example', 'www.example', 'a-host-with-a-very-long-name.in-some-department.of-a-company.example'].map((host, n) => ({ host, hits: 297_562 >> n, options: options(0.5 / (n + 1)) })),
    sentence: 'at 15 s of out-of-orderness 0.10 % of the hits correct a FINAL window, at 60 s <0.01 %, and windows become FINAL 45 s later', asOf: at(Date.now()),
  };
}

const matching = (query) => letters.filter((letter) =>
  (!query.get('reason') || letter.reason === query.get('reason')) && (!query.get('partition') || String(letter.partition) === query.get('partition'))
  && (!query.get('replay') || (letter.replay ?? 'NONE') === query.get('replay')) && letter.preview.toLowerCase().includes((query.get('search') ?? '').toLowerCase()));

export function deadLetters(query, scenario) {
  const found = scenario === 'empty' ? [] : matching(query);
  const limit = Number(query.get('limit') ?? 100);
  return { items: found.slice(0, limit), ...(found.length > limit ? { next: 'more' } : {}) };
}

/** Wanted at once, read again four seconds later. */
export function replay(wish, tell) {
  const wanted = letters.filter((letter) => (!letter.replay || letter.replay === 'REFUSED')
    && (wish.reason ? letter.reason === wish.reason : wish.items.some((item) => item.partition === letter.partition && item.offset === letter.offset)));
  for (const letter of wanted) Object.assign(letter, { replay: 'WANTED', replayNote: undefined });
  setTimeout(() => {
    wanted.forEach((letter, n) => Object.assign(letter, n % 2 ? { replay: 'REFUSED', replayNote: `still ${letter.reason}` } : { replay: 'DONE' }));
    tell();
  }, 4000);
  return wanted.length > 0 ? { wanted: wanted.length, notKept: wish.reason ? Math.max(0, REASONS[wish.reason] - wanted.length) : 0 } : undefined;
}

export const gaps = (accepted) => [
  { partition: 1, fromOffset: 421_337, toOffset: 422_541, records: 1204, reason: 'EXPIRED', foundAt: at(Date.now() - 300_000), ...(accepted ? { acceptedAt: at(Date.now()) } : {}) },
  { partition: 2, fromOffset: 400_100, toOffset: 400_130, records: 30, reason: 'EXPIRED', foundAt: at(Date.now() - 300_000), ...(accepted ? { acceptedAt: at(Date.now()) } : {}) },
];

export function explain(name, state) {
  const told = {
    'log-aggregation': { cause: 'PARTITION_HOLDS_WATERMARK', sentence: 'Partition 1 holds the watermark at 12:04:45: its newest hit is 40 s older than that of partition 0; it counts as idle after 30 s without hits.' },
    audit: { cause: 'RESTARTING', sentence: 'The job failed 3 times in 12 min: topic audit does not exist on 127.0.0.1:19092. It is launched again in 40 s.' },
    archive: { cause: 'BLOCKED', sentence: 'Kafka no longer has 1,234 records that were to be read.' },
  };
  return { job: name, ...(state === 'RUNNING' || told[name]?.cause !== 'PARTITION_HOLDS_WATERMARK' ? (told[name] ?? { cause: 'OK', sentence: '' }) : { cause: 'STOPPED', sentence: '' }), facts: {}, others: [], asOf: at(Date.now()) };
}
