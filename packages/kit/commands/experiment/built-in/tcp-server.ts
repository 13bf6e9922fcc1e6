/** A TCP server for experiments whose student has none yet: peers of the kit in the part of the server. */

import type { TcpPeer } from '../../../peers/peer.ts';
import { Tcp } from '../../../peers/tcp.ts';
import { Recorder } from '../../../wire/recorder.ts';
import { readFlags } from './flags.ts';
import { serve, whileItLives } from './serve.ts';

const { host = '0.0.0.0', port } = readFlags();

await serve(async () => {
  const listener = await new Tcp(new Recorder(), whileItLives).listen({ host, port });
  console.log(`The server is ready to receive on ${host}:${listener.port}`);
  for (;;) void answer(await listener.accept());
});

async function answer(client: TcpPeer): Promise<void> {
  const { address, port } = client.otherEnd;
  console.log(`Connection from ${address}:${port}`);
  try {
    const question = await client.readLine('a line');
    await client.send(`${question.toUpperCase()}\n`);
    client.end();
  } catch {
    // It left without a line.
  }
}
