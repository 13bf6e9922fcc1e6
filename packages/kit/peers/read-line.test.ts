import { expect, test } from 'vitest';
import { Recorder } from '../wire/recorder.ts';
import { plainServer } from './plain-server.ts';
import { Tcp } from './tcp.ts';

const echo = ({ socket }: { socket: import('node:net').Socket }) => {
  socket.on('data', (bytes) => socket.write(bytes));
  socket.on('end', () => socket.end());
};

test('a line is read up to its LF, without CRs before it, however it is cut', async () => {
  await using server = await plainServer('127.0.0.1', echo);
  const tcp = new Tcp(new Recorder(), () => new Promise(() => {}));
  const peer = await tcp.connect(server);
  await peer.sendInSegments('ñan', 'dú\r', '\r\n\nthree\nfo');
  expect(await peer.readLine('ñandú')).toBe('ñandú');
  expect(await peer.readLine('')).toBe('');
  expect(await peer.readLine('three')).toBe('three');
  peer.end();
  await expect(peer.readLine('four')).rejects.toMatchObject({
    summary: 'The program sent only a part, and ended its side.',
    comparison: { expected: Buffer.from('four\n'), received: Buffer.from('fo'), followedBy: 'the end of the stream' },
  });
  tcp.close();
});
