import { conversations, dataOf, since } from './conversation.ts';
import type { Misconception } from './evidence.ts';

/**
 * The peer ended its side behind its message, and the reply was lost; on a new connection, which stayed open, the same
 * message was answered. Node ends a server's side with that of the client, unless it is created with allowHalfOpen.
 */
export const halfCloseLost: Misconception = ({ wire }) => {
  const talks = conversations(wire);
  const replyOf = (step: 'asked again' | 'asked again, ended') => {
    const events = talks.map((talk) => since(talk, step)).find((each) => each !== undefined);
    return events && Buffer.concat(dataOf(events, 'program'));
  };
  const [open, ended] = [replyOf('asked again'), replyOf('asked again, ended')];
  if (!open || !ended || open.length === 0 || ended.length >= open.length) return undefined;
  return 'It looks as if a reply is lost when the client has ended its side (half-close, see allowHalfOpen), because the same message was answered on a connection that stayed open.';
};
