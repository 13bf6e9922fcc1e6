import type { ClientRun } from './run-client.ts';

/** What became of a client, as far as experiments ask: `other` is what no client of the course does. */
export type ClientFate = 'replied' | 'refused' | 'gave up' | 'other';

/** Reads it from what the client printed, on whichever stream: the words of the contract, and codes of errors. */
export function clientFate({ ending, stdout, stderr }: Omit<ClientRun, 'asked'>): ClientFate {
  const printed = stdout + stderr;
  if (/\bECONNREFUSED\b/.test(printed)) return 'refused';
  if (/No reply within \d+ ms/.test(printed)) return 'gave up';
  return /Received message from|From server:/.test(stdout) && ending.code === 0 ? 'replied' : 'other';
}
