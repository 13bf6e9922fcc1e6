import { cut, printableLines } from '../text/printable.ts';
import { errnoInWords, readSystemError } from './errno.ts';
import { readErrors, shortPath, type WrittenError } from './read-errors.ts';

/** Longer lines are no error of Node's; they would take long to look through. */
const LINE_COLUMNS = 1_000;
/** What Node prints last, where the system makes CR LF of its line ends: Windows. */
const LAST_ON_WINDOWS = /^Node\.js v[\d.]+\r$/m;
/** Who emitted an 'error' event, by its class. */
const EMITTERS: Record<string, string> = { Socket: 'the socket', Server: 'the server', Interface: 'readline' };

/**
 * What a program wrote to stderr, in lines for its author to read. Of an error stay its message and the first frame in
 * the student's own file (`at src/server.ts:31`); an 'error' event that nobody listened for is named as such, and error
 * codes are put in words. Frames of Node and of the course and Node's own remarks are left out; other lines stay.
 */
export function stderrInWords(stderr: string, options: { ascii?: boolean } = {}): string[] {
  const written = readErrors(
    printableLines(withoutHeapReport(withPlainEnds(stderr)), options).map((line) => cut(line, LINE_COLUMNS, options)),
  );
  const lines = written.flatMap((part) => (part.kind === 'line' ? [part.text] : errorInWords(part)));
  const first = lines.findIndex((line) => line !== '');
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1);
}

function errorInWords({ message, place, source, emitter, code, resource, causes }: WrittenError): string[] {
  const [first = '', ...rest] = messageInWords(message);
  const rejected = rejectedWith(first);
  const known = [first, ...causes].map(readSystemError).find((error) => error !== undefined);
  const itsCode = codeOf({ message, code, causes });
  const words =
    itsCode && errnoInWords(itsCode, { ...(known?.code === itsCode ? known : { path: resource }), end: 'program' });
  return [
    ...(emitter ? [`Unhandled 'error' event: no listener for the error event of ${emitterInWords(emitter)}`] : []),
    rejected ? `A promise was rejected with ${rejected}, and nothing caught it.` : first.trimEnd(),
    ...rest,
    ...causes.map((cause) => `  caused by ${withShortPaths(cause)}`),
    // A code of the program's own says nothing that the message does not.
    ...(words && words !== itsCode && !rejected ? [`  ${words}`] : []),
    ...(place ? [`  at ${place}${source ? `: ${source}` : ''}`] : []),
  ];
}

/** Elsewhere a CR is the program's own, and shown. */
function withPlainEnds(stderr: string): string {
  return LAST_ON_WINDOWS.test(stderr) ? stderr.replaceAll('\r\n', '\n') : stderr;
}

export function emitterInWords(emitter: string): string {
  return EMITTERS[emitter] ?? `the ${emitter}`;
}

/** The message without what speaks of our own files: which they are, and why Node takes them for modules. */
export function messageInWords(message: readonly string[]): string[] {
  const requireStack = message.indexOf('Require stack:');
  return message
    .slice(0, requireStack === -1 ? undefined : requireStack)
    .filter((line) => !line.startsWith('This file is being treated as an ES module because'))
    .map(withShortPaths)
    .map((line) => line.replace(/ imported from (\S+?)\.c?js$/, ' imported from $1.ts'));
}

/** `"no reply"` of a promise that was rejected with a text, in Node's words. */
export function rejectedWith(firstLine: string): string | undefined {
  return /The promise rejected with the reason (".*")\.$/.exec(firstLine)?.[1];
}

/** The error's code: its own, the one in its name, or that of what it is caused by. */
export function codeOf({
  message,
  code,
  causes,
}: Pick<WrittenError, 'message' | 'code' | 'causes'>): string | undefined {
  const first = message[0] ?? '';
  const known = [first, ...causes].map(readSystemError).find((error) => error !== undefined);
  return code ?? /\[(\w+)\]/.exec(first)?.[1] ?? known?.code;
}

/** V8 prints the state of its heap and the native stack around the one line that counts. */
function withoutHeapReport(stderr: string): string {
  const begin = stderr.indexOf('<--- Last few GCs --->');
  const fatal = begin < 0 ? -1 : stderr.indexOf('FATAL ERROR: ', begin);
  if (fatal < 0) return stderr;
  const [, why] = /^FATAL ERROR: ([^\n]*)/.exec(stderr.slice(fatal)) ?? [];
  return `${stderr.slice(0, begin).trimEnd()}\nOut of memory: the program keeps too much (${why})\n`;
}

function withShortPaths(text: string): string {
  return text.replace(/(?<![\w.-])(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^\s'"():]*\.[cm]?[jt]s\b/g, shortPath);
}
