let skew = 0;

/** Learns from an answer's `asOf` how far the server's clock is ahead of this one. */
export function learnServerTime(asOf: string): void {
  const server = Date.parse(asOf);
  if (!Number.isNaN(server)) skew = server - Date.now();
}

/** Now by the server's clock, in milliseconds. */
export const serverNow = (): number => Date.now() + skew;
