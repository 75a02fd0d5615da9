/** How a payload is shown. */
export const FORMATS = ['text', 'hex', 'base64'] as const;
export type Format = (typeof FORMATS)[number];

const SHOWN = 256;

/** The first bytes of base64 as pairs of hexadecimal digits. */
export function hex(base64: string): string {
  const bytes = [...atob(base64)].map((character) => character.charCodeAt(0).toString(16).padStart(2, '0'));
  return bytes.slice(0, SHOWN).join(' ') + (bytes.length > SHOWN ? ' …' : '');
}

export function payload({ preview, payloadBase64, size }: { preview: string; payloadBase64: string; size: number }, format: Format): string {
  if (size === 0) return '';
  switch (format) {
    case 'text':
      return preview;
    case 'hex':
      return hex(payloadBase64);
    case 'base64':
      return payloadBase64;
  }
}
