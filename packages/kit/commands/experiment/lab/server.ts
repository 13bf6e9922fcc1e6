import type { Program } from '../../../program/program.ts';
import { readyLine } from '../../../program/ready-line.ts';

/** What became of a server that was started on a port that another one has: `elsewhere` when it took another port. */
export type SecondFate = 'in use' | 'ready' | 'elsewhere' | 'ended' | 'silent';

interface SecondServer extends Pick<Program, 'ending' | 'readyTemplate' | 'port'> {
  stdout: { text(): string };
  stderr: { text(): string };
}

/** Reads it from what the server printed, on whichever stream, and from how it stands. */
export function secondFate({ ending, stdout, stderr, readyTemplate, port }: SecondServer): SecondFate {
  if (ending) return /\bEADDRINUSE\b/.test(stdout.text() + stderr.text()) ? 'in use' : 'ended';
  const readyPort = readyLine(readyTemplate).exec(stdout.text())?.[2];
  if (readyPort === undefined) return 'silent';
  return Number(readyPort) === port ? 'ready' : 'elsewhere';
}

export const SECOND_IN_WORDS: Record<SecondFate, string> = {
  'in use': 'The second server said EADDRINUSE, and ended.',
  ready: 'The second server got ready on the same port.',
  elsewhere: 'The second server took another port.',
  ended: 'The second server ended without saying that the port is in use.',
  silent: 'The second server neither ended nor got ready.',
};

/** `Message received from IP port PORT` of a UDP server, `Connection from IP:PORT` of a TCP server. */
const CLIENT = /(?:Message received from \S+ port |Connection from \S+:)(\d+)/g;

/** The ports of the clients that a server has named so far, in order. */
export function namedClients(server: Program): number[] {
  return [...server.stdout.text().matchAll(CLIENT)].map(([, port]) => Number(port));
}

/**
 * The clients that a server has named besides one; it waits until that one is named, or a deadline is over. A server
 * names its clients in the order of their coming, so whoever came before that one is among them.
 */
export async function othersThan(client: number, server: Program): Promise<number[]> {
  await server.inTime(() => namedClients(server).includes(client));
  return namedClients(server).filter((port) => port !== client);
}

/** @param noticed how many clients the server named besides the probe */
export function noticedInWords(noticed: number, transport: 'TCP' | 'UDP'): string {
  return noticed === 0
    ? `The server named nobody but the probe that asked it over ${transport}, and answered that one.`
    : `The server named ${noticed} clients besides the probe that asked it over ${transport}.`;
}

/** Which of some servers names a client: its index, or -1 when none does before a deadline is over. */
export async function whoNames(client: number, servers: readonly Program[]): Promise<number> {
  const names = (server: Program) => namedClients(server).includes(client);
  const running = servers.filter(({ ending }) => !ending);
  await Promise.race(running.map((server) => server.inTime(() => names(server))));
  return servers.findIndex(names);
}
