import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { needsCommand } from './needs-command.ts';
import { Telnet } from './telnet.ts';

needsCommand('script', 'telnet');

/** What telnet makes of Ctrl-C: Interrupt Process, and DO TIMING-MARK, until whose answer it shows nothing (RFC 854, RFC 860). */
const INTERRUPT = Buffer.of(0xff, 0xf4, 0xff, 0xfd, 0x06);

/** The lesson says so, and the kit's peers send what telnet sends: whoever writes a check may rely on it. */
test('telnet ends a line with CR and LF, and speaks its own protocol only on Ctrl-C', { timeout: 60_000 }, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  await using telnet = new Telnet((server.address() as AddressInfo).port);
  const [socket] = (await once(server, 'connection')) as [Socket];
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  const expectNext = async (bytes: Buffer) => {
    while (received.length < bytes.length) await once(socket, 'data');
    expect(received).toEqual(bytes);
    received = Buffer.alloc(0);
  };
  await telnet.connected();
  for (const typed of ['hello', 'ñandú', '']) {
    telnet.type(typed);
    await expectNext(Buffer.from(`${typed}\r\n`));
  }
  telnet.write('\x03');
  await expectNext(INTERRUPT);
  socket.write('an answer that nobody sees\r\n');
  await telnet.leave();
  expect(telnet.screen).not.toContain('an answer');
});
