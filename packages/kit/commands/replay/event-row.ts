import { errnoInWords } from '../../failure/errno.ts';
import { exitInWords } from '../../failure/exit.ts';
import { textOf } from '../../failure/message.ts';
import { stderrInWords } from '../../failure/stack.ts';
import { hexDump } from '../../text/bytes.ts';
import { addressInWords } from '../../text/phrases.ts';
import { printableLines, quoted } from '../../text/printable.ts';
import { label } from '../../wire/label.ts';
import type { DataRun, Step } from '../../wire/steps.ts';
import type { Conversation, ProgramEvent, Remark } from '../../wire/types.ts';

export interface EventRow {
  atMs: number;
  /** Who: `server`. On the wire from whom, and `whom`: to whom. */
  who: string;
  whom?: string;
  what: string[];
  meaning?: string | undefined;
  hex?: string[];
  parting?: string | undefined;
  /** `turn`: it is nobody's, and says what is done next. */
  mood: 'plain' | 'wire' | 'bad' | 'quiet' | 'turn';
}

export interface RowOptions {
  program: string;
  peer(conversation: number): string;
  conversations: readonly Conversation[];
  launches: number;
  width: number;
  parting?: { step: Step; offset?: number; words: string } | undefined;
}

export type RowEvent = Step | ProgramEvent | Remark;
export const TEXT_COLUMNS = 46;
const PLAIN = /^[ -~]*$/;

export function eventRow(event: RowEvent, options: RowOptions): EventRow {
  const { atMs } = event;
  if ('conversation' in event) {
    const parting = options.parting?.step === event ? options.parting : undefined;
    return { atMs, ...onWire(event, parting?.offset, options), parting: parting?.words };
  }
  if ('launch' in event) {
    const who = options.launches > 1 ? `${event.who} (${event.launch})` : event.who;
    return { atMs, who, ...ofProgram(event) };
  }
  return { atMs, ...ofRemark(event) };
}

type Row = Omit<EventRow, 'atMs' | 'parting'>;

export function ofProgram(event: ProgramEvent): Pick<EventRow, 'what' | 'mood'> {
  switch (event.kind) {
    case 'starts':
      return { mood: 'quiet', what: [`starts: ${event.command}`] };
    case 'typed':
      return { mood: 'plain', what: [`reads on stdin: ${quoted(event.text)}`] };
    case 'prints':
      return event.stream === 'stdout'
        ? { mood: 'plain', what: behind('prints: ', printableLines(event.text)) }
        : { mood: 'bad', what: behind('stderr: ', stderrInWords(event.text)) };
    case 'ends':
      return { mood: 'quiet', what: [`ends: ${exitInWords(event.ending)}`] };
    case 'is stopped':
      return { mood: 'quiet', what: ['was still running when the check was over'] };
    default:
      return event satisfies never;
  }
}

function ofRemark(remark: Remark): Row {
  switch (remark.kind) {
    case 'turn':
      return { who: '', what: [remark.text], mood: 'turn' };
    case 'asked': {
      const answer = typeof remark.answer === 'string' ? ANSWERS[remark.answer] : remark.answer.code;
      return {
        who: `probe → ${remark.address}`,
        what: [`over ${remark.transport.toUpperCase()}: ${answer}`],
        mood: 'wire',
      };
    }
    case 'fails':
      return { who: 'the check', what: printableLines(`fails: ${textOf(remark.summary)}`), mood: 'bad' };
    default:
      return remark satisfies never;
  }
}

const ANSWERS = { answers: 'it answers', silence: 'nothing' } as const;

function behind(name: string, [first = '', ...rest]: string[]): string[] {
  return [name + (first || '(an empty line)'), ...rest.map((line) => `  ${line || '(an empty line)'}`)];
}

function onWire(step: Step, mark: number | undefined, options: RowOptions): Row {
  const { program, conversations } = options;
  const peer = options.peer(step.conversation);
  if (step.kind === 'note') return { who: peer, what: [`(${printableLines(step.text).join(' ')})`], mood: 'quiet' };
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
