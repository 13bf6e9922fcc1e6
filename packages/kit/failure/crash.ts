import { printableLines } from '../text/printable.ts';
import { crashHint } from './crash-hints.ts';
import { errnoInWords } from './errno.ts';
import type { ProgramEnding } from './exit.ts';
import { type Message, say, type Words } from './message.ts';
import { readErrors, type WrittenError } from './read-errors.ts';
import { codeOf, emitterInWords, messageInWords, rejectedWith } from './stack.ts';

/** What ended a program that it did not end itself: an error that nothing caught, or a wait that cannot end. */
export interface Crash {
  /** Behind the name of the program: `ended with an uncaught TypeError at src/server.ts:31: x is not a function`. */
  what: Message;
  /** Where in the student's file, when that is known: `src/server.ts:31`. */
  place?: string;
  hint: Message;
}

/** Exit codes of a program that an error ended (nodejs.org, Process, Exit codes): 7 when the handler of such errors threw one itself. */
const UNCAUGHT_CODES = [1, 7];
const UNSETTLED_CODE = 13;
/** Node writes the error last. In UTF-16 units. */
const TAIL = 65_536;
const SHORT_MESSAGE = 20;
/** `TypeError: …`, `Error [ERR_STREAM_WRITE_AFTER_END]: …`, `DOMException [TimeoutError]: …` */
const NAMED = /^(?<name>\w*(?:Error|Exception|Rejection)\w*)(?: \[(?<code>[^\]]+)\])?(?:: (?<text>.*))?$/;

/** What ended a program, by what it left on stderr; `undefined` when it runs, or ended of its own accord. */
export function readCrash(stderr: string, { code }: ProgramEnding): Crash | undefined {
  if (code === null || ![...UNCAUGHT_CODES, UNSETTLED_CODE].includes(code)) return undefined;
  const errors = readErrors(printableLines(stderr.slice(-TAIL))).filter((part) => part.kind === 'error');
  if (code === UNSETTLED_CODE) return unsettled(errors.find(({ isUncaught }) => !isUncaught)?.place);
  const error = errors.findLast(({ isUncaught }) => isUncaught);
  return error && uncaught(error);
}

function unsettled(place: string | undefined): Crash {
  return {
    what: say('ended-unsettled', { where: at(place) }),
    ...(place !== undefined && { place }),
    hint: say('hint-unsettled'),
  };
}

function uncaught(error: WrittenError): Crash {
  const { emitter } = error;
  const code = codeOf(error);
  // An error of the connection comes when it comes: the line that was writing just then is not to blame.
  const place = emitter && !code?.startsWith('ERR_') ? undefined : error.place;
  const lines = messageInWords(error.message);
  const line = lines.find((each) => NAMED.test(each)) ?? lines.find((each) => each !== '') ?? '';
  const rejected = rejectedWith(line);
  const { name = undefined, text = line } = NAMED.exec(line)?.groups ?? {};
  const said = (rejected ?? (text || error.causes[0] || code || '')).replace(/\.$/, '');
  const kind = rejected
    ? say('rejected-promise')
    : emitter
      ? say('unhandled-event', { emitter: emitterInWords(emitter) })
      : name === undefined
        ? say('uncaught-exception')
        : say('uncaught-error', { name });
  const told = said === '' ? '' : rejected ? say('error-text', { text: said }) : explained(said, code);
  return {
    what: say('ended-by-error', { kind, where: at(place), said: told }),
    ...(place !== undefined && { place }),
    hint: crashHint(line, { code, emitter, isRejection: rejected !== undefined }),
  };
}

function at(place: string | undefined): Words {
  return place === undefined ? '' : say('at-place', { place });
}

/** Some messages of Node's are short: `Not running`. */
function explained(text: string, code: string | undefined): Message {
  const plain = say('error-text', { text });
  if (text.length > SHORT_MESSAGE || !code?.startsWith('ERR_')) return plain;
  const words = errnoInWords(code);
  return words === code ? plain : say('error-text-explained', { text, words: { errno: code, isBare: true } });
}
