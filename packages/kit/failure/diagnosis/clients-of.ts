import type { Conversation } from './conversation.ts';
import type { Evidence } from './evidence.ts';

/** Checks with more clients, or longer messages, are about load: who got whose answer is not looked for there. */
const MOST_CLIENTS = 10;
const MOST_EVENTS = 200;
const MOST_BYTES = 16_384;

/** The conversations with a server program, when these are few and short. */
export function clientsOf({ wire, talks: all }: Evidence): Conversation[] {
  const talks = wire.length > MOST_EVENTS ? [] : all.filter(({ connectedBy }) => connectedBy !== 'program');
  const areShort = talks.every(({ sent, received }) => sent.length + received.length <= MOST_BYTES);
  return areShort && talks.length <= MOST_CLIENTS ? talks : [];
}
