// A TCP server for experiments whose student has none yet: a peer of the kit.
import type { TcpPeer } from '../../../peers/peer.ts';
import { Tcp } from '../../../peers/tcp.ts';
import { Recorder } from '../../../wire/recorder.ts';
import { readFlags, serve, whileItLives } from './program.ts';

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
