import { describe, expect, it } from 'vitest';
import { Palette } from './palette';
import { OTHER } from './series';

const six = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('colours', () => {
  it('stay with their host when the order changes', () => {
    const palette = new Palette();
    palette.assign(six);
    palette.assign([...six].reverse());
    expect(six.map((host) => palette.color(host))).toEqual(['--s1', '--s2', '--s3', '--s4', '--s5', '--s6']);
  });

  it('are remembered for a host that was away', () => {
    const palette = new Palette();
    palette.assign(six);
    palette.assign(['b']);
    palette.assign(six);
    expect(palette.color('a')).toBe('--s1');
  });

  it('go to a newcomer from a host that left', () => {
    const palette = new Palette();
    palette.assign(six);
    palette.assign(['a', 'b', 'd', 'e', 'f', 'new']);
    expect(palette.color('new')).toBe('--s3');
    expect(palette.color('d')).toBe('--s4');
  });

  it('has one of its own for all others', () => expect(new Palette().color(OTHER)).toBe('--other'));
});
