import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { bothFreePort, probeAddress } from './addresses.ts';
import { clientFate } from './client.ts';
import { secondFate } from './server.ts';

const ended = (code: number) => ({ code, signal: null });

test.each([
  ['refused', { ending: ended(1), stdout: '', stderr: 'Talking to 127.0.0.1:1 failed: ECONNREFUSED\n' }],
  ['refused', { ending: ended(0), stdout: 'ECONNREFUSED\n', stderr: '' }],
  ['gave up', { ending: ended(1), stdout: 'Input lowercase sentence: ', stderr: 'No reply within 1000 ms\n' }],
  ['replied', { ending: ended(0), stdout: 'Received message from 127.0.0.1 port 1\nHI\n', stderr: '' }],
  ['replied', { ending: ended(0), stdout: 'From server: HI\n', stderr: '' }],
  ['other', { ending: ended(1), stdout: 'From server: HI\n', stderr: '' }],
  ['other', { ending: ended(0), stdout: '', stderr: '' }],
  ['other', { ending: { code: null, signal: 'SIGSEGV' as const }, stdout: '', stderr: '' }],
])('%s: %o', (fate, run) => {
  expect(clientFate(run)).toBe(fate);
});

test.each([
  ['in use', { ending: ended(1), stderr: 'Bind failed: EADDRINUSE\n' }],
  ['in use', { ending: ended(0), stdout: 'Bind failed: EADDRINUSE\n' }],
  ['ended', { ending: ended(1), stderr: 'Bind failed: EACCES\n' }],
  ['ready', { stdout: 'Ready on 127.0.0.1:20001\n' }],
  ['elsewhere', { stdout: 'Ready on 127.0.0.1:20002\n' }],
  ['silent', { stdout: 'Trying EADDRINUSE again\n' }],
] as [string, { ending?: ReturnType<typeof ended>; stdout?: string; stderr?: string }][])(
  '%s: %o',
  (fate, { ending, stdout = '', stderr = '' }) => {
    const output = { stdout: { text: () => stdout }, stderr: { text: () => stderr } };
    expect(secondFate({ ending, ...output, readyTemplate: 'Ready on HOST:PORT', port: 20_001 })).toBe(fate);
  },
);

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
