import { describe, expect, it } from 'vitest';
import { hex, payload } from './payload';

describe('a payload', () => {
  const letter = { preview: 'no json', payloadBase64: 'bm8AACBqc29u', size: 9 };

  it('is shown as text, bytes or base64', () => {
    expect(payload(letter, 'text')).toBe('no json');
    expect(payload(letter, 'hex')).toBe('6e 6f 00 00 20 6a 73 6f 6e');
    expect(payload(letter, 'base64')).toBe('bm8AACBqc29u');
  });

  it('may be empty', () => expect(payload({ preview: '', payloadBase64: '', size: 0 }, 'hex')).toBe(''));

  it('is not shown whole in bytes when it is long', () => {
    expect(hex(btoa('\u00ff'.repeat(256)))).toHaveLength(256 * 3 - 1);
    expect(hex(btoa('\u00ff'.repeat(257)))).toMatch(/ff …$/);
  });
});
