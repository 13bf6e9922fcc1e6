import { escapeText } from '../text/line.ts';

/**
 * HOST in a ready line: anything without a line end, as long as a name can be (RFC 1035 §2.3.4); which names are right is
 * for a check to say. Without a limit, a line of 1 MiB that begins the ready line again and again takes minutes to read.
 */
const HOST = '(.{0,255}?)';
/** PORT: decimal digits, which are no part of an address (`::ffff:127.0.0.1`). */
const PORT = '(\\d+)(?![.:]?\\d)';

/**
 * The pattern of a ready line of topic.yaml (`Starting up echo server on HOST port PORT`), anywhere in a line: a prompt
 * may stand before it. Its first group is what stands for HOST, its second the port.
 * @example
 * const [, host, port] = readyLine('Ready on HOST:PORT').exec(server.stdout.text()) ?? [];
 */
export function readyLine(template: string): RegExp {
  const [before = '', between = '', after = ''] = template.split(/HOST|PORT/).map(escapeText);
  return new RegExp(`${before}${HOST}${between}${PORT}${after}`);
}
