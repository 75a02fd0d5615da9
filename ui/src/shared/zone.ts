export const UTC = 'UTC';
export const browserZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || UTC;

export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The zone's wall clock at `ms`, as a `datetime-local` value with seconds. */
export function toLocal(ms: number, tz: string): string {
  // Swedish writes dates as ISO 8601 does.
  const text = new Intl.DateTimeFormat('sv', { timeZone: tz, dateStyle: 'short', timeStyle: 'medium' }).format(ms);
  return text.replace(' ', 'T');
}

/** The instant at which the zone's wall clock shows `local`; NaN if that is no date. */
export function fromLocal(local: string, tz: string): number {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return NaN;
  const offsetAt = (ms: number): number => Date.parse(`${toLocal(ms, tz)}Z`) - Math.floor(ms / 1000) * 1000;
  // Twice, since the first guess may lie on the other side of a clock change.
  return asUtc - offsetAt(asUtc - offsetAt(asUtc));
}

/** `Europe/Berlin (UTC+1)`. */
export function zoneLabel(tz: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'shortOffset' }).formatToParts(at);
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? UTC;
  return tz === UTC || offset === tz ? tz : `${tz} (${offset})`;
}
