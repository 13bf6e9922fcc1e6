import type { Program } from '../../../program/program.ts';

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

/** Which of some servers names a client: its index, or -1 when none does before a deadline is over. */
export async function whoNames(client: number, servers: readonly Program[]): Promise<number> {
  const names = (server: Program) => namedClients(server).includes(client);
  const running = servers.filter(({ ending }) => !ending);
  await Promise.race(running.map((server) => server.inTime(() => names(server))));
  return servers.findIndex(names);
}
