import { DAY } from '../shared/duration';
import { clock, clockSeconds, day, dayYear } from '../shared/format';

/** Times of day, with the date on a second line where a new day begins. `splits` and `step` in seconds. */
export function timeLabels(splits: number[], step: number, tz: string): string[] {
  let shown = '';
  return splits.map((split) => {
    const ms = split * 1000;
    const date = day(ms, tz);
    if (step * 1000 >= 28 * DAY) return dayYear(ms, tz);
    if (step * 1000 >= DAY) return date;
    const time = step < 60 ? clockSeconds(ms, tz) : clock(ms, tz);
    if (date === shown) return time;
    shown = date;
    return `${time}\n${date}`;
  });
}
