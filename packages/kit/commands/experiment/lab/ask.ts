import type { Talk } from './talk.ts';

/**
 * Asks a UDP server in a datagram.
 * @returns the port of the socket that asked
 * @throws CheckFailure when it does not answer in capital letters
 */
export async function askUdp({ udp }: Talk, server: { port: number }, text: string): Promise<number> {
  const peer = await udp.talkTo(server);
  await peer.send(text);
  await peer.expect(text.toUpperCase());
  return peer.port;
}

/**
 * The same with a TCP server, in a line.
 * @throws CheckFailure when the connection is not made, or the answer is not the line in capital letters
 */
export async function askTcp({ tcp }: Talk, server: { port: number }, text: string): Promise<number> {
  const peer = await tcp.connect(server);
  await peer.send(`${text}\n`);
  await peer.expect(`${text.toUpperCase()}\n`);
  await peer.readToEnd();
  peer.end();
  return peer.port;
}
