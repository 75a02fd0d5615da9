export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** An ISO 8601 duration of days or smaller, in milliseconds; NaN for anything else. */
export function parseDuration(text: string): number {
  const match = ISO.exec(text);
  if (!match || text === 'P' || text.endsWith('T')) return NaN;
  const [, days, hours, minutes, seconds] = match;
  return Number(days ?? 0) * DAY + Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE + Number(seconds ?? 0) * SECOND;
}

/** Milliseconds as an ISO 8601 duration of whole seconds. */
export function isoDuration(ms: number): string {
  if (ms % HOUR === 0) return `PT${ms / HOUR}H`;
  return ms % MINUTE === 0 ? `PT${ms / MINUTE}M` : `PT${ms / SECOND}S`;
}
