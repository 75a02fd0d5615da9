import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Commit, Job, Series, Top } from '../api/types';
import type { Question } from './reads';
import { TrafficData } from './traffic-data';

const NOW = '2026-11-20T12:03:00Z';
const HOSTS = ['a', 'b', 'c', 'd', 'e', 'f'];

const job = {
  name: 'main',
  spec: { name: 'main', window: { type: 'tumbling', size: 'PT5M', offset: 'PT0S' } },
  newestHit: '2026-11-20T12:02:59Z',
} as Job;
const question: Question = { job, from: 'now-1h', to: 'now', host: '', by: 'host', search: '', pixels: 1200 };
const element: ReactiveControllerHost = {
  addController: () => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};

/** An API whose every host has `hits` in the one window that begins at `start`. */
class FakeApi {
  hosts = HOSTS;
  hits = 1;
  start = '2026-11-20T12:00:00Z';
  status = 200;
  readonly asked: URL[] = [];

  answer(address: string): Response {
    const url = new URL(address, 'http://test');
    this.asked.push(url);
    if (this.status !== 200) {
      const problem = { type: 'about:blank', title: 'Postgres is away', status: this.status, detail: 'since noon' };
      return new Response(JSON.stringify(problem), { status: this.status, headers: { 'content-type': 'application/problem+json' } });
    }
    return Response.json(url.pathname === '/api/series' ? this.#series(url.searchParams) : this.#top());
  }

  take(path: string): URLSearchParams[] {
    return this.asked.splice(0).filter((url) => url.pathname === path).map((url) => url.searchParams);
  }

  #series(query: URLSearchParams): Series {
    const from = query.get('from') ?? '';
    const to = query.get('to') ?? '';
    const isIn = Date.parse(this.start) >= Date.parse(from) && Date.parse(this.start) < Date.parse(to);
    const end = new Date(Date.parse(this.start) + 300_000).toISOString();
    const total = this.hits * this.hosts.length;
    return {
      job: 'main', from, to, step: 'PT5M', asOf: new Date().toISOString(),
      windows: isIn ? [{ start: this.start, end, status: 'OPEN', hits: total, lateHits: 0 }] : [],
      series: this.hosts.map((key) => ({ key, hits: isIn ? [this.hits] : [] })),
      other: { keys: 0, hits: isIn ? [0] : [] },
    };
  }

  #top(): Top {
    return { job: 'main', from: NOW, to: NOW, asOf: NOW, totalHits: 0, totalLateHits: 0, keys: 0, items: [] };
  }
}

let api: FakeApi;
let data: TrafficData;
const hitsShown = (): number[] | undefined => data.chart?.buckets.map((bucket) => bucket.hits);
const commit = (from: string, to: string): Commit => ({ job: 'main', newestHit: NOW, changed: { from, to } });

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(NOW) });
  api = new FakeApi();
  vi.stubGlobal('fetch', async (address: string) => api.answer(address));
  data = new TrafficData(element);
  data.hostConnected();
  await data.load(question, true);
});

afterEach(() => {
  data.hostDisconnected();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a commit', () => {
  it('leads to reading only what it changed, of the same hosts', async () => {
    api.take('/api/series');
    api.hits = 2;
    data.commit(commit('2026-11-20T12:00:00Z', '2026-11-20T12:05:00Z'));
    await vi.advanceTimersByTimeAsync(1000);
    const [query, ...more] = api.take('/api/series');
    expect(query?.get('from')).toBe('2026-11-20T12:00:00.000Z');
    expect(query?.getAll('key')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(more).toEqual([]);
    expect(hitsShown()).toEqual([12]);
  });

  it('leads to choosing the top anew while there are fewer than six hosts', async () => {
    api.hosts = ['a'];
    await data.load(question, true);
    api.take('/api/series');
    api.hosts = ['a', 'b'];
    data.commit(commit('2026-11-20T12:00:00Z', '2026-11-20T12:05:00Z'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(api.take('/api/series')[0]?.get('top')).toBe('6');
    expect(data.chart?.keys).toEqual(['a', 'b']);
  });

  it('asks for a name with a comma in it as it is', async () => {
    api.hosts = ['a,b', 'b', 'c', 'd', 'e', 'f'];
    await data.load(question, true);
    api.take('/api/series');
    data.commit(commit('2026-11-20T12:00:00Z', '2026-11-20T12:05:00Z'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(api.take('/api/series')[0]?.getAll('key')).toEqual(['a,b', 'b', 'c', 'd', 'e', 'f']);
  });

  it('refreshes the lists at most every 5 seconds', async () => {
    api.take('/api/top');
    for (let second = 0; second < 11; second++) {
      data.commit(commit('2026-11-20T12:00:00Z', '2026-11-20T12:05:00Z'));
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(api.take('/api/top')).toHaveLength(2);
  });

  it('is left alone while live is off', async () => {
    await data.load(question, false);
    api.asked.length = 0;
    data.commit(commit('2026-11-20T12:00:00Z', '2026-11-20T12:05:00Z'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(api.asked).toEqual([]);
  });

  it('of another job changes nothing', async () => {
    api.asked.length = 0;
    data.commit({ ...commit(NOW, NOW), job: 'other' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(api.asked).toEqual([]);
  });
});

describe('the range', () => {
  it('moves on with time, and what comes into it is read', async () => {
    api.start = '2026-11-20T12:05:00Z';
    await vi.advanceTimersByTimeAsync(3 * 60_000);
    expect(data.chart?.range.to).toBe(Date.parse('2026-11-20T12:10:00Z'));
    expect(hitsShown()).toContain(6);
  });
});

describe('a failed read', () => {
  it('keeps what was read, says why, and recovers by itself', async () => {
    api.status = 503;
    data.commit(commit('2026-11-20T12:00:00Z', '2026-11-20T12:05:00Z'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(data.problem?.title).toBe('Postgres is away');
    expect(hitsShown()).toEqual([6]);
    api.status = 200;
    await vi.advanceTimersByTimeAsync(5000);
    expect(data.problem).toBeUndefined();
  });

  it('is not repeated where repeating cannot help', async () => {
    api.status = 400;
    await data.load(question, true);
    api.asked.length = 0;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(api.asked).toEqual([]);
    expect(data.problem?.status).toBe(400);
  });
});

describe('all data', () => {
  it('begins at the first window with hits', async () => {
    api.start = '2015-05-17T10:05:00Z';
    await data.load({ ...question, from: 'all', job: { ...job, newestHit: '2015-05-17T10:07:00Z' } }, true);
    expect(data.chart?.range).toEqual({ from: Date.parse('2015-05-17T10:05:00Z'), to: Date.parse('2015-05-17T10:10:00Z') });
    expect(hitsShown()).toEqual([6]);
  });
});
