// A UDP client for experiments whose student has none yet: a peer of the kit.
import { setTimeout as delay } from 'node:timers/promises';
import { Chance } from '../../../peers/chance.ts';
import { Udp } from '../../../peers/udp.ts';
import { Recorder } from '../../../wire/recorder.ts';
import { askInTerminal, readFlags, whileItLives } from './program.ts';

const { host, port, timeoutMs } = readFlags();
const udp = new Udp(new Recorder(), new Chance(0, 'udp-client'), whileItLives);

const peer = await udp.talkTo({ port }, { host });
await peer.send(await askInTerminal('Input lowercase sentence: '));
await Promise.race([peer.arrival(), delay(timeoutMs, undefined, { ref: false })]);

if (peer.waiting) {
  const { address, port, bytes } = peer.waiting;
  console.log(`Received message from ${address} port ${port}\n${bytes}`);
} else {
  console.error(`No reply within ${timeoutMs} ms`);
  process.exitCode = 1;
}
udp.close();
