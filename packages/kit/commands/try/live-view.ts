import { styleText } from 'node:util';
import type { Moment } from '../../check/recording.ts';
import { columns } from '../../text/visible-text.ts';
import { wrap } from '../../text/wrap.ts';
import type { WireFact } from '../../wire/recorder.ts';
import type { Conversation, WireEvent } from '../../wire/types.ts';
import type { ReplayStep } from '../replay/replay-steps.ts';
import { type StepRow, stepRow } from '../replay/step-row.ts';

const STYLES = { wire: 'cyan', bad: 'red', quiet: 'dim', plain: 'reset' } as const;
const GAP = '  ';
/** Narrower text is harder to read than what the terminal breaks. */
const LEAST_COLUMNS = 20;
const HEX_INDENT = '    ';

export interface LiveOptions {
  /** The name of the program. */
  program: string;
  /** The other end of a conversation, by its number; left out where there is none. */
  peer?(conversation: number): string;
  /** The most columns of a line, asked anew for each: a window may be drawn wider. */
  width(): number;
  print(text: string): void;
  now?(): Date;
}

/** Shows the wire and the program line by line, as it happens. It is a wire that a relay writes on, and keeps nothing. */
export class LiveView {
  readonly #options: LiveOptions;
  readonly #conversations: Conversation[] = [];
  #whoColumns: number;
  #isOver = false;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#whoColumns = columns(options.peer ? `${options.peer(1)} → ${options.program}` : options.program);
  }

  newConversation(conversation: Conversation): number {
    return this.#conversations.push(conversation);
  }

  record(fact: WireFact): void {
    const event = { ...fact, atMs: 0 } as WireEvent;
    const step =
      event.kind === 'data'
        ? { ...event, kind: 'run' as const, pieces: [event.bytes], count: 1, size: event.bytes.length }
        : event;
    this.#show({ atMs: 0, kind: 'wire', step });
  }

  /** Something that the program did. */
  tell(moment: Moment): void {
    this.#show({ atMs: 0, kind: 'program', moment });
  }

  /** Nothing more is shown: what is stopped now is stopped by us. */
  stop(): void {
    this.#isOver = true;
  }

  #show(step: ReplayStep): void {
    if (this.#isOver) return;
    const { program, peer, width, print, now = () => new Date() } = this.#options;
    const hexWidth = width() - HEX_INDENT.length;
    const row = stepRow(step, {
      program,
      peer: peer ?? String,
      conversations: this.#conversations,
      launches: 1,
      width: hexWidth,
    });
    print(this.#lines(row, timeOfDay(now())).join('\n'));
  }

  #lines({ who, whom, what, hex, mood }: StepRow, time: string): string[] {
    const name = whom === undefined ? who : `${who} → ${whom}`;
    this.#whoColumns = Math.max(this.#whoColumns, columns(name));
    const head = time + GAP + name + ' '.repeat(this.#whoColumns - columns(name)) + GAP;
    const room = Math.max(LEAST_COLUMNS, this.#options.width() - columns(head));
    const lines = what.flatMap((line) => wrap(line, room)).map((line) => styleText(STYLES[mood], line));
    return [
      ...lines.map((line, index) => (index === 0 ? head : ' '.repeat(columns(head))) + line),
      ...hex.map((line) => HEX_INDENT + line),
    ];
  }
}

/** `14:03:59.007`, by the clock on the wall. */
function timeOfDay(date: Date): string {
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0'));
  return `${parts.join(':')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
