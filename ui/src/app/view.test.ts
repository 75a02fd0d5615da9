import { describe, expect, it } from 'vitest';
import { browserZone } from '../shared/zone';
import { formatView, parseView } from './view';

const parse = (query: string): ReturnType<typeof parseView> => parseView(new URLSearchParams(query));

describe('the address', () => {
  it('is plain for the usual view', () => expect(formatView(parse(''))).toBe('/'));

  it.each([
    '/?from=now-7d',
    '/?from=all',
    '/?from=2015-05-17T10%3A00%3A00Z&to=2015-05-18T10%3A00%3A00Z',
    '/?job=audit&host=shop.example&by=referrer',
    '/?q=a+b%26c&tz=Asia%2FTokyo&view=table&live=off',
  ])('%s survives reading and writing', (url) => expect(formatView(parse(url.slice(2)))).toBe(url));

  it('splits by referrer only within a host', () => {
    expect(parse('by=referrer').by).toBe('host');
    expect(formatView({ ...parse('host=a&by=referrer'), host: '' })).toBe('/');
  });

  it('takes the browser zone for one that does not exist', () => expect(parse('tz=Moon/Base').tz).toBe(browserZone()));
});
