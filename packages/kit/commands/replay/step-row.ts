import type { Moment } from '../../check/recording.ts';
import { errnoInWords } from '../../failure/errno.ts';
import { exitInWords } from '../../failure/exit.ts';
import { stderrInWords } from '../../failure/stack.ts';
import { hexDump } from '../../text/bytes.ts';
import { addressInWords } from '../../text/phrases.ts';
import { printableLines, quoted } from '../../text/printable.ts';
import { label } from '../../wire/label.ts';
import type { DataRun, Step } from '../../wire/steps.ts';
import type { Conversation } from '../../wire/types.ts';
import type { ReplayStep } from './replay-steps.ts';

/** A step in words. */
export interface StepRow {
  atMs: number;
  /** Who: `server`. On the wire from whom, and `whom`: to whom. */
  who: string;
  whom?: string;
  what: string[];
  /** Bytes in hex. */
  hex: string[];
  /** Here expectation and reality part. */
  parting?: string;
  mood: 'plain' | 'wire' | 'bad' | 'quiet';
}

export interface RowOptions {
  /** The student's program. */
  program: string;
  /** The other end of a conversation, by its number. */
  peer(conversation: number): string;
  conversations: readonly Conversation[];
  /** How many times the check launched it. */
  launches: number;
  /** The most columns of a line. */
  width: number;
}

/** Longer data is cut in its text. */
const TEXT_COLUMNS = 46;
/** Its text says all of it. */
const PLAIN = /^[ -~]*$/;

export function stepRow(step: ReplayStep, options: RowOptions): StepRow {
  const { atMs } = step;
  switch (step.kind) {
    case 'wire':
      return {
        atMs,
        ...onWire(step.step, step.parting?.offset, options),
        ...(step.parting && { parting: step.parting.words }),
      };
    case 'program':
      return { atMs, hex: [], ...ofProgram(step.moment, options) };
    case 'fails':
      return { atMs, who: 'the check', what: printableLines(`fails: ${step.summary}`), hex: [], mood: 'bad' };
    default:
      return step satisfies never;
  }
}

type Row = Omit<StepRow, 'atMs' | 'parting'>;

function ofProgram(moment: Moment, { program, launches }: RowOptions): Omit<Row, 'hex'> {
  const who = launches > 1 ? `${program} (${moment.launch})` : program;
  switch (moment.kind) {
    case 'starts':
      return { who, mood: 'quiet', what: [`starts: ${moment.command}`] };
    case 'typed':
      return { who, mood: 'plain', what: [`reads on stdin: ${quoted(moment.text)}`] };
    case 'prints':
      return moment.stream === 'stdout'
        ? { who, mood: 'plain', what: behind('prints: ', printableLines(moment.text)) }
        : { who, mood: 'bad', what: behind('stderr: ', stderrInWords(moment.text)) };
    case 'ends':
      return { who, mood: 'quiet', what: [`ends: ${exitInWords(moment.ending)}`] };
    case 'is stopped':
      return { who, mood: 'quiet', what: ['was still running when the check was over'] };
    default:
      return moment satisfies never;
  }
}

function behind(name: string, [first = '', ...rest]: string[]): string[] {
  return [name + (first || '(an empty line)'), ...rest.map((line) => `  ${line || '(an empty line)'}`)];
}

function onWire(step: Step, mark: number | undefined, options: RowOptions): Row {
  const { program, conversations } = options;
  const peer = options.peer(step.conversation);
  if (step.kind === 'note')
    return { who: peer, what: [`(${printableLines(step.text).join(' ')})`], hex: [], mood: 'quiet' };
  const [who, whom] = step.from === 'peer' ? [peer, program] : [program, peer];
  const hex = step.kind === 'run' ? hexOf(step, mark, options.width) : [];
  return { who, whom, what: inWords(step, conversations[step.conversation - 1]), hex, mood: 'wire' };
}

function inWords(step: Exclude<Step, { kind: 'note' }>, conversation: Conversation | undefined): string[] {
  switch (step.kind) {
    case 'run':
      return [dataInWords(step)];
    case 'connect': {
      const { peer, program } = conversation ?? {};
      const source = step.from === 'peer' ? peer : program;
      const from = source ? `, from port ${source.port}` : '';
      return [`connects to ${addressInWords(step.address)}${from}`];
    }
    case 'fin':
      return ['FIN: it sends nothing more'];
    case 'reset':
    case 'refused': {
      const syscall = step.kind === 'refused' ? 'connect' : conversation?.transport === 'udp' ? 'recvmsg' : 'read';
      const at = conversation?.program;
      const address = at && addressInWords(`${at.address}:${at.port}`);
      const meaning = errnoInWords(step.code, { syscall, end: 'peer', ...(address !== undefined && { address }) });
      return [label(step, { room: TEXT_COLUMNS }), `  ${meaning}`];
    }
    default:
      return step satisfies never;
  }
}

function dataInWords(run: DataRun): string {
  const words = label(run, { room: TEXT_COLUMNS });
  return run.datagram && run.pieces.some(({ length }) => length > 0) ? `datagram ${words}` : words;
}

/** Where the text does not say all: controls, beyond ASCII, or longer than what is shown of it. */
function hexOf({ pieces }: DataRun, mark: number | undefined, width: number): string[] {
  const bytes = Buffer.concat(pieces);
  const isAllSaid = bytes.length <= TEXT_COLUMNS - 2 && PLAIN.test(bytes.toString('latin1'));
  return isAllSaid && mark === undefined ? [] : hexDump(bytes, { width, mark });
}
