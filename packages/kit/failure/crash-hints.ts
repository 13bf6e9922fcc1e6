import { readSystemError } from './errno.ts';
import { type Message, say } from './message.ts';
import type { MESSAGES } from './messages.ts';
import { emitterInWords } from './stack.ts';

/** By message: errors of the language, in V8's words. The groups of the pattern stand in the hint. */
const BY_MESSAGE: [pattern: RegExp, hint: keyof typeof MESSAGES][] = [
  [/\b(__dirname|__filename) is not defined/, 'hint-no-dirname'],
  [/\b([\w$]+) is not defined/, 'hint-not-defined'],
  [/^TypeError: (.+) is not a function/, 'hint-no-function'],
  [/Cannot (?:read properties|set properties) of (undefined|null) \((?:reading|setting) '(.*)'\)/, 'hint-of-nothing'],
  [/Cannot access '(.*)' before initialization/, 'hint-before-declaration'],
  [/Assignment to constant variable/, 'hint-constant'],
  [/does not provide an export named '(.*)'/, 'hint-no-export'],
  [/Maximum call stack size exceeded/, 'hint-recursion'],
];

const BY_CODE: Record<string, keyof typeof MESSAGES> = {
  EAGAIN: 'hint-eagain',
  ERR_MODULE_NOT_FOUND: 'hint-one-file',
  MODULE_NOT_FOUND: 'hint-one-file',
  ERR_STREAM_WRITE_AFTER_END: 'hint-after-end',
  ERR_SOCKET_DGRAM_NOT_RUNNING: 'hint-socket-closed',
  ERR_SERVER_NOT_RUNNING: 'hint-server-closed',
  ERR_INVALID_ARG_TYPE: 'hint-wrong-type',
  ERR_OUT_OF_RANGE: 'hint-out-of-range',
  ERR_BUFFER_OUT_OF_BOUNDS: 'hint-out-of-bounds',
};

/** One hint for a program that an error ended: where such errors come from. */
export function crashHint(
  message: string,
  { code, emitter, isRejection }: { code: string | undefined; emitter: string | undefined; isRejection: boolean },
): Message {
  const known = code === undefined ? undefined : BY_CODE[code];
  if (known) return { id: known };
  if (emitter) return say('hint-error-event', { emitter: emitterInWords(emitter) });
  for (const [pattern, id] of BY_MESSAGE) {
    const found = pattern.exec(message);
    if (found) return { id, values: { first: found[1] ?? '', second: found[2] ?? '' } };
  }
  return isRejection || readSystemError(message) ? say('hint-failed-await') : say('hint-uncaught');
}
