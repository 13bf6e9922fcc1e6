import type { WireEvent } from '../../wire/types.ts';
import { dataOf, since } from './conversation.ts';
import type { Misconception } from './evidence.ts';

/**
 * The peer ended its side behind its message, and the program ended its own without the reply, or the whole of it; on a new
 * connection, which stayed open, the same message was answered. Node ends a server's side with that of the client, unless it
 * was created with allowHalfOpen.
 */
export const halfCloseLost: Misconception = ({ talks }) => {
  const [open, ended] = (['asked again', 'asked again, ended'] as const).map((step) =>
    talks.map((talk) => since(talk, step)).find((events) => events !== undefined),
  );
  if (!open || !ended) return undefined;
  const [whole, part] = [open, ended].map((events) => Buffer.concat(dataOf(events, 'program')).length);
  if (!whole || part === undefined || part >= whole || !ended.some(isEndOfProgram)) return undefined;
  return 'It looks as if a reply is lost when the client has ended its side (half-close, see allowHalfOpen), because the same message was answered on a connection that stayed open.';
};

function isEndOfProgram(event: WireEvent): boolean {
  return (event.kind === 'fin' || event.kind === 'reset') && event.from === 'program';
}
