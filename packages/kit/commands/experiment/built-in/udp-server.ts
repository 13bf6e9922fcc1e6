// A UDP server for experiments whose student has none yet: a peer of the kit.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { UdpPeer } from '../../../peers/udp-peer.ts';
import { Recorder } from '../../../wire/recorder.ts';
import { readFlags, serve, whileItLives } from './program.ts';

const { host: address = '0.0.0.0', port, reuseAddr } = readFlags();

await serve(async () => {
  const socket = createSocket({ type: 'udp4', reuseAddr });
  socket.bind({ address, port });
  await once(socket, 'listening');
  const peer = new UdpPeer({ socket, wire: new Recorder(), lastChance: whileItLives });
  console.log(`The server is ready to receive on ${peer.address}:${peer.port}`);
  for (;;) {
    const question = await peer.receive();
    console.log('Message received from', question.address, 'port', question.port);
    await peer.send(question.bytes.toString().toUpperCase(), question);
  }
});
