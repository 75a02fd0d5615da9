import { DAY, HOUR, MINUTE, SECOND } from '../shared/duration';

/** `5-minute window`, `15 minutes`, `hour`, `day (UTC)`: what one bucket is. */
export function stepLabel(step: number, windowSize: number): string {
  if (step >= DAY) return step === DAY ? 'day (UTC)' : `${step / DAY} days (UTC)`;
  const [amount, unit] = step % HOUR === 0 ? [step / HOUR, 'hour'] : step % MINUTE === 0 ? [step / MINUTE, 'minute'] : [step / SECOND, 'second'];
  if (step === windowSize) return `${amount}-${unit} window`;
  return amount === 1 ? unit : `${amount} ${unit}s`;
}
