import { errnoInWords } from '../../failure/errno.ts';
import { addressInWords, thousands } from '../../text/phrases.ts';
import { quoted } from '../../text/printable.ts';
import { label } from '../../wire/label.ts';
import { type Step, timeline } from '../../wire/steps.ts';
import type { Conversation, Doing, ProgramEvent, Recording } from '../../wire/types.ts';
import { type EventRow, eventRow, ofProgram, TEXT_COLUMNS, type Told } from '../replay/event-row.ts';
import { renderRows } from '../replay/render-rows.ts';

type Row = Omit<EventRow, 'atMs'>;

/** What an error code means; a story says it once. */
interface ErrorMeant extends Doing {
  code: string;
}

const TIME_COLUMNS = 6;
/** An error code of the system that a program names: `Bind failed: EADDRINUSE`. */
const ERROR_CODE = /\b(E(?:[A-Z]{3,}|AI_[A-Z]+))\b/;

/** A story as lines of text: when (in milliseconds), who (to whom), what. */
export function renderStory(recording: Recording, width: number): string {
  const head = ({ atMs }: EventRow) => thousands(Math.round(atMs)).padStart(TIME_COLUMNS);
  return renderRows(storyRows(recording), { width, head, hangs: true }).join('\n');
}

/** What was observed, in few words. */
export function storyRows(recording: Recording): EventRow[] {
  const told = new Set<string>();
  // That we stop a program is said by a turn.
  const observed = timeline(recording).filter(({ kind }) => kind !== 'is stopped');
  return observed.map((event) => {
    const row = { atMs: event.atMs, ...inWords(event, recording.conversations) };
    const error = errorIn(event, row.what, recording.conversations);
    if (!error) return row;
    const isNew = !told.has(`${error.code} ${error.syscall}`);
    told.add(`${error.code} ${error.syscall}`);
    return isNew ? { ...row, meaning: meaningOf(error, row.what) } : row;
  });
}

/** In words, and with the code unless the row names it. */
function meaningOf({ code, ...context }: ErrorMeant, lines: readonly string[]): string {
  const words = errnoInWords(code, { ...context, end: 'program' });
  return lines.some((line) => line.includes(code)) ? words.replace(`${code}: `, '') : words;
}

function inWords(event: Told, conversations: readonly Conversation[]): Row {
  if ('conversation' in event) return onWire(event, conversations);
  if ('launch' in event) return { who: event.who, ...(ofItsOwn(event) ?? ofProgram(event)) };
  return eventRow(event, { program: '', peer: String, conversations, launches: 1, width: 0 });
}

/** Where a story has words of its own. */
function ofItsOwn(event: ProgramEvent): Pick<EventRow, 'what' | 'mood'> | undefined {
  if (event.kind === 'starts') return { mood: 'quiet', what: [`starts: ${event.command.replace(/^\S+ /, '')}`] };
  if (event.kind === 'typed') return { mood: 'wire', what: [`is typed: ${quoted(event.text)}`] };
  return undefined;
}

function onWire(step: Step, conversations: readonly Conversation[]): Row {
  const { peer = '', program = '' } = conversations[step.conversation - 1]?.between ?? {};
  const arrow = step.kind === 'note' ? undefined : step.from === 'peer' ? '→' : '←';
  const who = arrow === undefined ? peer : `${peer} ${arrow} ${program}`;
  return { who, mood: 'wire', what: [label(step, { room: TEXT_COLUMNS })] };
}

function errorIn(
  event: Told,
  lines: readonly string[],
  conversations: readonly Conversation[],
): ErrorMeant | undefined {
  switch (event.kind) {
    case 'prints': {
      const code = ERROR_CODE.exec(event.text)?.[1];
      const isExplained = code === undefined || lines.some((line) => line.trim().startsWith(`${code}: `));
      return event.stream === 'stdout' || isExplained || !event.doing ? undefined : { code, ...event.doing };
    }
    case 'refused':
    case 'reset': {
      const { address = '' } = conversations[event.conversation - 1]?.between ?? {};
      return { code: event.code, address, syscall: event.kind === 'refused' ? 'connect' : 'recvmsg' };
    }
    case 'asked': {
      const { answer, address, port, transport } = event;
      if (typeof answer === 'string') return undefined;
      const syscall = transport === 'tcp' ? 'connect' : 'recvmsg';
      return { code: answer.code, address: addressInWords(`${address}:${port}`), syscall };
    }
    default:
      return undefined;
  }
}
