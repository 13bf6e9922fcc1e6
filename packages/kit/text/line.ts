/**
 * The pattern of a line that ends in these parts, wherever it begins: a prompt may stand before them.
 * Strings stand for themselves, patterns for what they match.
 * @example
 * line('Received ', /\d+/, ' bytes'); // matches "> Received 12 bytes\n"
 */
export function line(...parts: readonly (string | RegExp)[]): RegExp {
  const source = parts.map((part) => (typeof part === 'string' ? escapeText(part) : `(?:${part.source})`)).join('');
  return new RegExp(`${source}(?=\\r?\\n|$)`);
}

/**
 * An IPv4 address and port as a program may print them: `127.0.0.1:41234`, `::ffff:127.0.0.1:41234`, `[::ffff:127.0.0.1]:41234`.
 * @example
 * line('Client at ', endpoint({ address: '127.0.0.1', port: 41234 }));
 */
export function endpoint({ address, port }: { address: string; port: number }): RegExp {
  const ip = address.replace(/^::ffff:/, '').replaceAll('.', '\\.');
  return new RegExp(`(?<![\\d.])(?:\\[?(?:::ffff:)?${ip}\\]?):${port}(?!\\d)`);
}

export const escapeText = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
