import { errnoInWords } from '../../failure/errno.ts';
import { addressInWords, thousands } from '../../text/phrases.ts';
import { quoted } from '../../text/printable.ts';
import { label } from '../../wire/label.ts';
import { timeline } from '../../wire/steps.ts';
import type { Conversation, Doing, Recording } from '../../wire/types.ts';
import { type EventRow, eventRow, ofProgram, type RowEvent, TEXT_COLUMNS } from '../replay/event-row.ts';
import { renderRows } from '../replay/render-rows.ts';

type Conversations = readonly Conversation[];
/** What an error code means; a story says it once. */
type ErrorMeant = Doing & { code: string };

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
    const known = `${error.code} ${error.syscall}`;
    if (told.has(known)) return row;
    told.add(known);
    return { ...row, meaning: meaningOf(error, row.what) };
  });
}

/** In words, and with the code unless the row names it. */
function meaningOf({ code, ...context }: ErrorMeant, lines: readonly string[]): string {
  const words = errnoInWords(code, { ...context, end: 'program' });
  return lines.some((line) => line.includes(code)) ? words.replace(`${code}: `, '') : words;
}

function inWords(event: RowEvent, conversations: Conversations): Omit<EventRow, 'atMs'> {
  if ('conversation' in event) {
    const { peer = '', program = '' } = conversations[event.conversation - 1]?.between ?? {};
    const who = event.kind === 'note' ? peer : `${peer} ${event.from === 'peer' ? '→' : '←'} ${program}`;
    return { who, mood: 'wire', what: [label(event, { room: TEXT_COLUMNS })] };
  }
  if (!('launch' in event)) return eventRow(event, { program: '', peer: String, conversations, launches: 1, width: 0 });
  const { who, kind } = event;
  if (kind === 'starts') return { who, mood: 'quiet', what: [`starts: ${event.command.replace(/^\S+ /, '')}`] };
  if (kind === 'typed') return { who, mood: 'wire', what: [`is typed: ${quoted(event.text)}`] };
  return { who, ...ofProgram(event) };
}

function errorIn(event: RowEvent, lines: readonly string[], conversations: Conversations): ErrorMeant | undefined {
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
