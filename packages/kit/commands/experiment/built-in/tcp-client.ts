// A TCP client for experiments whose student has none yet: a peer of the kit.
import { CheckFailure } from '../../../failure/failure.ts';
import { Tcp } from '../../../peers/tcp.ts';
import { Recorder } from '../../../wire/recorder.ts';
import { askInTerminal, readFlags, whileItLives } from './program.ts';

const { host, port } = readFlags();
const tcp = new Tcp(new Recorder(), whileItLives);

try {
  const peer = await tcp.connect({ port }, { host });
  console.log(`Connected from ${peer.address}:${peer.port}`);
  await peer.send(`${await askInTerminal('Input lowercase sentence: ')}\n`);
  console.log(`From server: ${await peer.readToEnd()}`.trimEnd());
} catch (error) {
  if (!(error instanceof CheckFailure)) throw error;
  const [code] = error.comparison?.kind === 'words' ? error.comparison.received.split(':') : [error.summary];
  console.error(`Talking to the server failed: ${code}`);
  process.exitCode = 1;
}
tcp.close();
