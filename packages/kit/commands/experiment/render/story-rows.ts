import { errnoInWords } from '../../../failure/errno.ts';
import { exitInWords } from '../../../failure/exit.ts';
import { stderrInWords } from '../../../failure/stack.ts';
import { addressInWords } from '../../../text/phrases.ts';
import { printableLines, quoted } from '../../../text/printable.ts';
import { label } from '../../../wire/label.ts';
import type { Answer } from '../lab/probe-address.ts';
import type { Doing, Observation } from '../lab/story.ts';

/** A part of a story: when, who (to whom), what; or what is done next. */
export type StoryRow =
  | { kind: 'turn'; text: string }
  | ({ kind: 'row'; atMs: number; meaning?: string } & Omit<Row, 'error'>);

interface Row {
  who: string;
  mood: Mood;
  lines: string[];
  /** What an error code means; a story says it once. */
  error?: ErrorMeant;
}

interface ErrorMeant extends Doing {
  code: string;
}

/** How a row is to be seen. */
export type Mood = 'plain' | 'wire' | 'bad' | 'quiet';

/** Longer data on the wire is cut. */
const DATA_COLUMNS = 46;
/** An error code of the system that a program names: `Bind failed: EADDRINUSE`. */
const ERROR_CODE = /\b(E(?:[A-Z]{3,}|AI_[A-Z]+))\b/;

/** What was observed, in words. */
export function storyRows(observations: readonly Observation[]): StoryRow[] {
  const told = new Set<string>();
  return observations.map((seen) => {
    if (seen.kind === 'turn') return { kind: 'turn', text: seen.text };
    const { error, ...row } = inWords(seen);
    const isNew = error !== undefined && !told.has(`${error.code} ${error.syscall}`);
    if (error) told.add(`${error.code} ${error.syscall}`);
    return { kind: 'row', atMs: seen.atMs, ...row, ...(isNew && { meaning: meaningOf(error, row.lines) }) };
  });
}

/** In words, and with the code unless the row names it. */
function meaningOf({ code, ...context }: ErrorMeant, lines: readonly string[]): string {
  const words = errnoInWords(code, { ...context, end: 'program' });
  return lines.some((line) => line.includes(code)) ? words.replace(`${code}: `, '') : words;
}

function inWords(seen: Exclude<Observation, { kind: 'turn' }>): Row {
  switch (seen.kind) {
    case 'starts':
      return { who: seen.who, mood: 'quiet', lines: [`starts: ${seen.flags}`] };
    case 'typed':
      return { who: seen.who, mood: 'wire', lines: [`is typed: ${quoted(seen.text)}`] };
    case 'prints':
      return { who: seen.who, ...printed(seen) };
    case 'ends':
      return { who: seen.who, mood: 'quiet', lines: [`ends: ${exitInWords(seen.ending)}`] };
    case 'wire':
      return { mood: 'wire', ...onWire(seen) };
    case 'asked':
      return { who: `probe → ${seen.address}`, mood: 'wire', ...answered(seen) };
    default:
      return seen satisfies never;
  }
}

function printed({ stream, text, address, syscall }: Extract<Observation, { kind: 'prints' }>): Omit<Row, 'who'> {
  if (stream === 'stdout') return { mood: 'plain', lines: labelled('prints: ', printableLines(text)) };
  const lines = stderrInWords(text);
  const code = ERROR_CODE.exec(text)?.[1];
  const isExplained = code === undefined || lines.some((line) => line.trim().startsWith(`${code}: `));
  const error = isExplained ? {} : { error: { code, address, syscall } };
  return { mood: 'bad', lines: labelled('stderr: ', lines), ...error };
}

function labelled(name: string, [first = '', ...rest]: string[]): string[] {
  return [
    name + (first === '' && rest.length === 0 ? '(an empty line)' : first),
    ...rest.map((line) => line || '(an empty line)'),
  ];
}

function onWire({ left, right, address, step }: Extract<Observation, { kind: 'wire' }>): Omit<Row, 'mood'> {
  const lines = [label(step, { room: DATA_COLUMNS })];
  if (step.kind === 'note') return { who: left, lines };
  const who = step.from === 'peer' ? `${left} → ${right}` : `${left} ← ${right}`;
  if (step.kind !== 'refused' && step.kind !== 'reset') return { who, lines };
  const syscall = step.kind === 'refused' ? 'connect' : 'recvmsg';
  return { who, lines, error: { code: step.code, address, syscall } };
}

function answered({
  transport,
  answer,
  address,
  port,
}: Extract<Observation, { kind: 'asked' }>): Pick<Row, 'lines' | 'error'> {
  const lines = [`over ${transport.toUpperCase()}: ${answerInWords(answer)}`];
  if (typeof answer === 'string') return { lines };
  const syscall = transport === 'tcp' ? 'connect' : 'recvmsg';
  return { lines, error: { code: answer.code, address: addressInWords(`${address}:${port}`), syscall } };
}

function answerInWords(answer: Answer): string {
  if (typeof answer !== 'string') return answer.code;
  return answer === 'answers' ? 'it answers' : 'nothing';
}
