import { DAY, HOUR, MINUTE, SECOND } from './duration';

const whole = new Intl.NumberFormat('en');
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const coarse = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const count = (n: number): string => whole.format(n);
export const compact = (n: number): string => short.format(n);
/** One digit after the point, two below 1 %; what is not nothing does not look like nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0001) return `<${fine.format(0.0001)}`;
  return (share > 0 && share < 0.01 ? fine : coarse).format(share);
}
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(ms: number, tz: string, options: Intl.DateTimeFormatOptions): string {
  const key = tz + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: tz, hourCycle: 'h23', ...options });
  formats.set(key, known);
  return known.format(ms);
}

export const clock = (ms: number, tz: string): string => format(ms, tz, { hour: '2-digit', minute: '2-digit' });
export const clockSeconds = (ms: number, tz: string): string =>
  format(ms, tz, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const day = (ms: number, tz: string): string => format(ms, tz, { day: 'numeric', month: 'short' });
export const dayYear = (ms: number, tz: string): string => format(ms, tz, { day: 'numeric', month: 'short', year: 'numeric' });
export const moment = (ms: number, tz: string): string => `${dayYear(ms, tz)}, ${clockSeconds(ms, tz)}`;

/** A window's span: `12:00–12:05`, with its day where `withDay`; days are `17 May 2015`. */
export function span(start: number, end: number, tz: string, withDay: boolean): string {
  if (end - start >= DAY) return end - start === DAY ? dayYear(start, tz) : `${dayYear(start, tz)} – ${dayYear(end, tz)}`;
  const exact = (end - start) % MINUTE === 0 ? clock : clockSeconds;
  return `${withDay ? `${dayYear(start, tz)}, ` : ''}${exact(start, tz)}–${exact(end, tz)}`;
}

/** A length of time in its two greatest units: `15 s`, `4 min`, `3 d 4 h`, `11 y`. */
export function length(ms: number): string {
  const abs = Math.abs(ms);
  if (abs < 2 * MINUTE) return `${Math.round(abs / SECOND)} s`;
  if (abs < 2 * HOUR) return `${Math.round(abs / MINUTE)} min`;
  if (abs < 2 * DAY) return `${Math.round(abs / HOUR)} h`;
  if (abs < 14 * DAY) return `${Math.floor(abs / DAY)} d ${Math.floor((abs % DAY) / HOUR)} h`;
  return abs < 730 * DAY ? `${Math.round(abs / DAY)} d` : `${Math.floor(abs / (365.25 * DAY))} y`;
}

/** Minutes and seconds that are left: `4:05`, from an hour on `1:04:05`. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND));
  const pad = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${pad(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}
