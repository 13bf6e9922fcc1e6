import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { bothFreePort } from './addresses.ts';
import { probeAddress } from './probe.ts';

test('a server that answers over TCP', async () => {
  const server = createServer((socket) => socket.pipe(socket));
  onTestFinished(() => server[Symbol.asyncDispose]());
  const port = await bothFreePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  expect(await probeAddress('tcp', { address: '127.0.0.1', port })).toBe('answers');
});

test.runIf(process.platform === 'linux')(
  'a UDP server on all addresses answers at another than it sends from',
  async () => {
    const server = createSocket('udp4', (bytes, { address, port }) => server.send(bytes, port, address));
    onTestFinished(() => server[Symbol.asyncDispose]());
    server.bind(0);
    await once(server, 'listening');
    const { port } = server.address();
    expect(await probeAddress('udp', { address: '127.0.0.2', port })).toBe('answers');
  },
);

test.skipIf(process.platform === 'win32').each(['tcp', 'udp'] as const)('nobody, over %s', async (transport) => {
  const to = { address: '127.0.0.1', port: await bothFreePort() };
  expect(await probeAddress(transport, to)).toEqual({ code: 'ECONNREFUSED' });
});
