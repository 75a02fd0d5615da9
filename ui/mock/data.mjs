// Invented hits: a pure function of window, host and referrer, so that every answer agrees with every other.
export const SIZE = 300_000;
const NAMES = ['shop', 'www', 'docs', 'blog', 'api', 'cdn', 'status', 'forum', 'jobs', 'press', 'mail', 'wiki'];
export const HOSTS = Array.from({ length: 42 }, (_, n) => (n < NAMES.length ? `${NAMES[n]}.example` : `host-${n}.example`));
const SITES = ['(direct)', 'https://www.google.com/', 'https://www.example/start', 'https://news.ycombinator.com/', 'https://bing.com/',
  'https://github.com/windowpane', 'https://duckduckgo.com/', 'https://t.co/x', '<script>alert(1)</script>'];
export const REFERRERS = Array.from({ length: 120 }, (_, n) => SITES[n] ?? `https://site-${n}.example/an/article/with-a-long-path/that-goes-on?and=on&and=on&page=${n}`);

/** A number in [0, 1) that depends on nothing but its arguments. */
function chance(...seeds) {
  let hash = 2166136261;
  for (const seed of seeds) hash = Math.imul(hash ^ seed, 16777619) ^ (hash >>> 13);
  return ((hash >>> 0) % 100_000) / 100_000;
}

const daily = (start) => 1.15 + Math.sin(((start / 86_400_000) % 1) * 2 * Math.PI - 1.9);
const share = (now, start) => Math.min(1, Math.max(0, (now - start) / SIZE));

export function hostHits(start, host, now) {
  const full = (900 / (host + 1)) * daily(start) * (0.8 + 0.4 * chance(start / SIZE, host));
  return Math.floor(full * share(now, start));
}

export const lateHits = (start, host) => (chance(start / SIZE, host, 7) > 0.997 ? 1 + Math.floor(3 * chance(start / SIZE, host, 8)) : 0);

export function referrerHits(start, host, referrer, now) {
  return Math.floor(hostHits(start, host, now) * (referrer === 0 ? 0.4 : 0.25 / referrer) * (0.7 + 0.6 * chance(start / SIZE, host, referrer)));
}
