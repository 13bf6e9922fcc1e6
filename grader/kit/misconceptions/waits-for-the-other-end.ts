import { since } from './conversation.ts';
import type { Misconception } from './evidence.ts';

/**
 * The program was to end, or to close the connection, and did so as soon as the peer ended its side afterwards. Which of its
 * lines leaves that to the peer, nobody can see from outside.
 */
export const waitsForTheOtherEnd: Misconception = ({ talks: [talk, ...others] }) => {
  if (!talk || others.length > 0) return undefined;
  const events = since(talk, 'this end') ?? [];
  const other = talk.connectedBy === 'program' ? 'server' : 'client';
  const because = 'because it did so as soon as the peer had ended its side, and not before';
  if (events.some((event) => event.kind === 'note' && event.afterthought === 'the program ended')) {
    return `It looks as if the program leaves it to the ${other} to close the connection, and ends only then, ${because}.`;
  }
  const isClosed = events.some((event) => event.kind === 'fin' && event.from === 'program');
  const hasSpoken = events.some((event) => event.kind === 'data' && event.from === 'program');
  if (!isClosed || hasSpoken || talk.events.some((event) => event.kind === 'fin')) return undefined;
  return `It looks as if the program leaves it to the ${other} to close the connection, ${because}.`;
};
