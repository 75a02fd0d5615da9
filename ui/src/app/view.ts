import type { Dimension } from '../api/types';
import { browserZone, isZone } from '../shared/zone';
import { DEFAULT_FROM, NOW } from '../traffic/range';

/** What the Traffic page shows, all of which is in the address. */
export interface View {
  job: string;
  from: string;
  to: string;
  host: string;
  by: Dimension;
  search: string;
  tz: string;
  table: boolean;
  live: boolean;
}

export function parseView(params: URLSearchParams): View {
  const host = params.get('host') ?? '';
  const tz = params.get('tz') ?? '';
  return {
    job: params.get('job') ?? '',
    from: params.get('from') ?? DEFAULT_FROM,
    to: params.get('to') ?? NOW,
    host,
    by: host !== '' && params.get('by') === 'referrer' ? 'referrer' : 'host',
    search: params.get('q') ?? '',
    tz: isZone(tz) && tz !== '' ? tz : browserZone(),
    table: params.get('view') === 'table',
    live: params.get('live') !== 'off',
  };
}

/** The view as a query, without what is the default anyway. */
export function formatView(view: View, path = '/'): string {
  const params = new URLSearchParams();
  const set = (name: string, value: string, usual: string): void => {
    if (value !== usual) params.set(name, value);
  };
  set('job', view.job, '');
  if (view.from !== DEFAULT_FROM || view.to !== NOW) params.set('from', view.from);
  set('to', view.to, NOW);
  set('host', view.host, '');
  set('by', view.host === '' ? 'host' : view.by, 'host');
  set('q', view.search, '');
  set('tz', view.tz, browserZone());
  set('view', view.table ? 'table' : 'chart', 'chart');
  set('live', view.live ? 'on' : 'off', 'on');
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}
