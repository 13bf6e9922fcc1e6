import { columns } from '../../text/visible-text.ts';
import type { ProgramFact, WireFact } from '../../wire/recorder.ts';
import { steps } from '../../wire/steps.ts';
import type { Conversation, ProgramEvent, WireEvent } from '../../wire/types.ts';
import { eventRow, type RowEvent } from '../replay/event-row.ts';
import { INDENT, renderRows, whoOf } from '../replay/render-rows.ts';

export interface LiveOptions {
  program: string;
  /** The other end of a conversation, by its number; left out where there is none. */
  peer?(conversation: number): string;
  /** The most columns of a line, asked anew for each: a window may be drawn wider. */
  width(): number;
  print(text: string): void;
  now?(): Date;
}

/** Shows the wire and the program line by line, as it happens. It is a recorder that keeps nothing. */
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
    const [step] = steps([{ ...fact, atMs: 0 } as WireEvent]);
    if (step) this.#show(step);
  }

  tell(fact: ProgramFact): void {
    this.#show({ ...fact, atMs: 0 } as ProgramEvent);
  }

  /** Nothing more is shown: what is stopped now is stopped by us. */
  stop(): void {
    this.#isOver = true;
  }

  #show(event: RowEvent): void {
    if (this.#isOver) return;
    const { program, peer, width, print, now = () => new Date() } = this.#options;
    const options = { program, peer: peer ?? String, conversations: this.#conversations, launches: 1 };
    const row = eventRow(event, { ...options, width: width() - INDENT.length });
    this.#whoColumns = Math.max(this.#whoColumns, columns(whoOf(row)));
    const head = () => timeOfDay(now());
    print(renderRows([row], { width: width(), head, whoColumns: this.#whoColumns }).join('\n'));
  }
}

/** `14:03:59.007`, by the clock on the wall. */
function timeOfDay(date: Date): string {
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0'));
  return `${parts.join(':')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
