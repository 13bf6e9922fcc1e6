import { readSystemError } from './errno.ts';
import { emitterInWords } from './stack.ts';

/** What is known of an error that ended a program. */
export interface UncaughtError {
  /** `TypeError: socket.wirte is not a function` */
  message: string;
  code: string | undefined;
  /** The class whose 'error' event nobody listened for: `Socket`. */
  emitter: string | undefined;
  /** A promise was rejected with something that is no Error. */
  isRejection: boolean;
}

export const UNSETTLED_HINT =
  'The program has ended because nothing was left that could end this await: no socket, no timer is open. Look at what the line waits for: does that come at all, or has it come before the wait began?';

/** By message: errors of the language, in V8's words. A group of the pattern stands in the hint as `$1`. */
const BY_MESSAGE: [pattern: RegExp, hint: string][] = [
  [
    /\b(__dirname|__filename) is not defined/,
    'An ES module, as the programs of this course are, has no $1. The file can be asked: import.meta.dirname, import.meta.filename.',
  ],
  [
    /\b([\w$]+) is not defined/,
    'Nothing of the name $1 is known at that line: look at the spelling, and at the imports at the top of the file.',
  ],
  [
    /^TypeError: (.+) is not a function/,
    'There is no function $1: look at the spelling (capital letters count), and at what stands before the last dot.',
  ],
  [
    /Cannot (?:read properties|set properties) of (undefined|null) \((?:reading|setting) '(.*)'\)/,
    'What stands before ".$2" in that line is $1. Print it with console.log before the line: where should its value come from, and has that happened yet?',
  ],
  [
    /Cannot access '(.*)' before initialization/,
    'That line runs before the line that declares $1. Move the declaration above everything that uses it.',
  ],
  [/Assignment to constant variable/, 'A const never changes. A variable that gets a new value is declared with let.'],
  [
    /does not provide an export named '(.*)'/,
    'That module has nothing of the name $1: look at the spelling. A type is imported with "import type".',
  ],
  [/Maximum call stack size exceeded/, 'A function calls itself, directly or through others, and never stops.'],
];

/** By code: errors of Node. */
const BY_CODE: Record<string, string> = {
  EAGAIN: 'Nothing is there to be read yet, and that call does not wait for it. An event does (of readline, say).',
  ERR_MODULE_NOT_FOUND: oneFile(),
  MODULE_NOT_FOUND: oneFile(),
  ERR_STREAM_WRITE_AFTER_END:
    'Nothing can be written once end() was called. Which line ends it, and does that come too soon?',
  ERR_SOCKET_DGRAM_NOT_RUNNING:
    'The socket was closed before that line used it. Which line closes it, and does that come too soon, or twice?',
  ERR_SERVER_NOT_RUNNING:
    'The server was closed before that line used it. Which line closes it, and does that come too soon, or twice?',
  ERR_INVALID_ARG_TYPE:
    'A function in that line is given a value of the wrong type. The message says which type it takes, and what came.',
  ERR_OUT_OF_RANGE:
    'Fewer bytes are there than that line reads, or a number is too large. Look at the length before you read.',
  ERR_BUFFER_OUT_OF_BOUNDS: 'Fewer bytes are there than that line reads. Look at the length before you read.',
};

/** One hint for a program that an error ended: where such errors come from. */
export function crashHint({ message, code, emitter, isRejection }: UncaughtError): string {
  const known = code === undefined ? undefined : BY_CODE[code];
  if (known) return known;
  if (emitter) {
    const who = emitterInWords(emitter);
    return `An 'error' event that nothing listens for ends the whole program. Listen for "error" on ${who} as soon as there is one.`;
  }
  for (const [pattern, hint] of BY_MESSAGE) {
    const found = pattern.exec(message);
    if (found) return hint.replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? '');
  }
  if (isRejection || readSystemError(message)) {
    return 'An await that fails throws its error. Nothing catches this one (try and catch around the await), so it ends the whole program.';
  }
  return 'Nothing catches this error, so it ends the whole program. What do the values in that line look like when it is thrown?';
}

function oneFile(): string {
  return "Only the topic's own programs are tested and handed in. What stands in another file of yours belongs into the program's own file.";
}
