import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../api/api';
import { Reader } from './reader';
import { Store } from './store';

class Changes extends Store {
  tell(): void {
    this.changed();
  }
}

const host = { addController: vi.fn(), removeController: vi.fn(), requestUpdate: vi.fn(), updateComplete: Promise.resolve(true) };
const failing = (): Promise<number> => Promise.reject(new Problem('Away', 'for a while', 503));
let changes: Changes;
let reader: Reader<number>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { visibilityState: 'visible' });
  changes = new Changes();
  reader = new Reader<number>(host, changes);
  reader.hostConnected();
});
afterEach(() => {
  reader.hostDisconnected();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('a reader', () => {
  it('asks the same question once', async () => {
    const read = vi.fn(() => Promise.resolve(1));
    reader.ask('a', read);
    reader.ask('a', read);
    await vi.advanceTimersByTimeAsync(0);
    expect(read).toHaveBeenCalledTimes(1);
    expect(reader.value).toBe(1);
  });

  it('reads again soon after a change, and after a while without one', async () => {
    const read = vi.fn(() => Promise.resolve(1));
    reader.ask('a', read);
    await vi.advanceTimersByTimeAsync(0);
    changes.tell();
    await vi.advanceTimersByTimeAsync(2000);
    expect(read).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('rests while nobody looks', async () => {
    vi.stubGlobal('document', { visibilityState: 'hidden' });
    const read = vi.fn(() => Promise.resolve(1));
    reader.ask('a', read);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('keeps what it has when reading it again fails, and gets over it', async () => {
    reader.ask('a', () => Promise.resolve(1));
    await vi.advanceTimersByTimeAsync(0);
    reader.ask('a', failing);
    changes.tell();
    await vi.advanceTimersByTimeAsync(2000);
    expect(reader.value).toBe(1);
    expect(reader.problem?.status).toBe(503);
    reader.ask('a', () => Promise.resolve(2));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(reader).toMatchObject({ value: 2, problem: undefined });
  });

  it('does not answer a new question with an old answer', async () => {
    let late: (value: number) => void = () => undefined;
    reader.ask('a', () => new Promise<number>((resolve) => (late = resolve)));
    reader.ask('b', failing);
    late(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(reader.value).toBeUndefined();
    expect(reader.problem?.title).toBe('Away');
  });
});
