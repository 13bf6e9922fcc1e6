import { since } from './conversation.ts';
import type { Misconception } from './evidence.ts';

/**
 * The program was to end, or to close the connection, and did so as soon as the peer ended its side afterwards. Why it had kept
 * the connection until then (it waits for more, or nothing closes it), nobody can see from outside.
 */
export const waitsForTheOtherEnd: Misconception = ({ talks: [talk, ...others] }) => {
  if (!talk || others.length > 0) return undefined;
  const events = since(talk, 'this end') ?? [];
  const keeps = `It looks as if the program keeps the connection open until the ${talk.connectedBy === 'program' ? 'server' : 'client'} ends it`;
  if (events.some((event) => event.kind === 'note' && event.afterthought === 'the program ended')) {
    return `${keeps}, because it ended as soon as the peer had ended its side, and not before.`;
  }
  const isClosed = events.some((event) => event.kind === 'fin' && event.from === 'program');
  const hasSpoken = events.some((event) => event.kind === 'data' && event.from === 'program');
  if (!isClosed || hasSpoken || talk.events.some((event) => event.kind === 'fin')) return undefined;
  return `${keeps}, because its own end (FIN) came as soon as the peer had ended its side, and not before.`;
};
