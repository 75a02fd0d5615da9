import type {
  DeadLetters, DeadLettersQuery, Explanation, Gap, Job, JobLedger, Lateness, LedgerWindows, LedgerWindowsQuery, ProblemBody, Replay,
  ReplayAnswer, Run, Series, SeriesQuery, Top, TopQuery,
} from './types';

/** An answer that is not the wanted one, or none at all ({@link status} 0). */
export class Problem extends Error {
  constructor(readonly title: string, readonly detail: string, readonly status: number) {
    super(`${title}: ${detail}`);
  }

  /** Whether the same request may succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500;
  }

  static of(cause: unknown): Problem {
    return cause instanceof Problem
      ? cause
      : new Problem('The control plane cannot be reached', `No answer (${String(cause)}). It is asked again every few seconds.`, 0);
  }
}

const LONGEST_WAIT = 15_000;

/** Whether a request was given up because a newer one took its place. */
export const isAbort = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'AbortError';

type Params = Record<string, string | number | readonly string[] | undefined>;

function withParams(path: string, params: Params): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (Array.isArray(value)) for (const one of value) search.append(name, one);
    else if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = `${response.status} ${response.statusText}`.trim();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body: Partial<ProblemBody> = isJson ? await response.json().catch(() => ({})) : {};
  return new Problem(body.title ?? 'The control plane answered with an error', body.detail ?? fallback, response.status);
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, { ...init, headers: { accept: 'application/json', ...init.headers } });
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

const get = <T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> =>
  request<T>(withParams(path, params), { signal: AbortSignal.any([AbortSignal.timeout(LONGEST_WAIT), ...(signal ? [signal] : [])]) });

const post = <T>(path: string, body?: object): Promise<T> =>
  request<T>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body ? JSON.stringify(body) : null });

const jobPath = (name: string): string => `/api/jobs/${encodeURIComponent(name)}`;

/** The HTTP API, one function per operation. Each rejects with a {@link Problem}, or with a network error. */
export const api = {
  jobs: (): Promise<{ items: Job[] }> => get('/api/jobs'),
  runs: (name: string): Promise<{ items: Run[] }> => get(`${jobPath(name)}/runs`),
  start: (name: string): Promise<Job> => post(`${jobPath(name)}/start`),
  stop: (name: string): Promise<Job> => post(`${jobPath(name)}/stop`),
  series: (query: SeriesQuery, signal?: AbortSignal): Promise<Series> => get('/api/series', { ...query }, signal),
  top: (query: TopQuery, signal?: AbortSignal): Promise<Top> => get('/api/top', { ...query }, signal),
  ledger: async (job: string, signal: AbortSignal): Promise<JobLedger | undefined> =>
    (await get<{ jobs: JobLedger[] }>('/api/ledger', { job }, signal)).jobs[0],
  ledgerWindows: (query: LedgerWindowsQuery, signal: AbortSignal): Promise<LedgerWindows> => get('/api/ledger/windows', { ...query }, signal),
  lateness: (name: string, signal: AbortSignal): Promise<Lateness> => get(`${jobPath(name)}/lateness`, {}, signal),
  deadLetters: (query: DeadLettersQuery, signal: AbortSignal): Promise<DeadLetters> => get('/api/dead-letters', { ...query }, signal),
  deadLettersFile: (query: DeadLettersQuery): string => withParams('/api/dead-letters', { ...query }),
  replay: (wish: Replay): Promise<ReplayAnswer> => post('/api/dead-letters/replay', wish),
  explain: (name: string, signal: AbortSignal): Promise<Explanation> => get(`${jobPath(name)}/explain`, {}, signal),
  gaps: async (name: string, signal: AbortSignal): Promise<Gap[]> => (await get<{ items: Gap[] }>(`${jobPath(name)}/gaps`, {}, signal)).items,
  acceptGaps: (name: string, gaps: Gap[]): Promise<Job> => post(`${jobPath(name)}/gaps/accept`, {
    gaps: gaps.map(({ partition, fromOffset, toOffset }) => ({ partition, fromOffset, toOffset })),
  }),
  live: (): EventSource => new EventSource('/api/live'),
};
