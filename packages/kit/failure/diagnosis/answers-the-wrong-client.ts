import { align, isAlike } from './alignment.ts';
import { clientsOf } from './clients-of.ts';
import { type Conversation, dataOf } from './conversation.ts';
import type { Misconception } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

/**
 * One variable holds the socket, or the address, of all clients: what answers a message of one client came to another, who
 * had sent nothing like it, and never to the one who had asked.
 */
export const answersTheWrongClient: Misconception = (evidence) => {
  if (evidence.comparison === undefined) return undefined;
  const talks = clientsOf(evidence);
  for (const asking of talks) {
    for (const message of asking.writes.filter(({ length }) => length > 1)) {
      if (answersTo(asking, message)) continue;
      const other = talks.find(
        (talk) => talk !== asking && talk.writes.every((each) => !isAlike(each, message)) && answersTo(talk, message),
      );
      if (!other) continue;
      return `It looks as if one variable holds ${asking.connectedBy ? 'the socket' : 'the address'} of all clients, because the answer to ${inQuotes(message)} went to peer ${other.number}, and peer ${asking.number} had sent it.`;
    }
  }
  return undefined;
};

/** Whether a reply to this message came in a conversation: the message itself, letter case and a prefix apart. */
function answersTo({ events, received }: Conversation, message: Buffer): boolean {
  const said = { writes: [message], sent: message } as Conversation;
  const lines = received
    .toString('latin1')
    .split(/(?<=\n)/)
    .map((line) => Buffer.from(line, 'latin1'));
  const replies = dataOf(events, 'program');
  return [...lines, ...replies].some((reply) => align(reply, said)?.body.length === message.length);
}
