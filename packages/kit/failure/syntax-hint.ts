import { type Message, say } from './message.ts';
import type { MESSAGES } from './messages.ts';

/** By what esbuild or the stage says of a file that cannot run: what to do. The first that fits counts. */
const HINTS: [pattern: RegExp, hint: keyof typeof MESSAGES][] = [
  [/Unexpected "(?:<<|==|>>)/, 'hint-merge-marks'],
  [/Unexpected "(?:\ufffd|\\ufffd)/, 'hint-not-utf8'],
  [/Unterminated string literal/, 'hint-closing-quote'],
  [/already been declared/, 'hint-same-name'],
  [/"await" can only be used inside an "async" function/, 'hint-await-outside'],
  [/(?:Expected|Unexpected) "[()[\]{}]"|Unexpected end of file|but found "[()[\]{}]"/, 'hint-bracket'],
];

/** There the fault says it all. */
const SAYS_ALL = /Node has no module|none of the topic's programs/;

/** One hint for a file that does not compile, or asks for what is not there; none when the fault says it all. */
export function syntaxHint(fault: string): Message | undefined {
  const known = HINTS.find(([pattern]) => pattern.test(fault));
  if (known) return { id: known[1] };
  return SAYS_ALL.test(fault) ? undefined : say('hint-at-the-caret');
}
