import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../../confine/limits.ts';
import { freeTcpPort, freeUdpPort } from '../../../program/free-port.ts';
import { Program } from '../../../program/program.ts';
import { builtIn } from '../lab/cast.ts';
import { ROLES, type Role } from '../lab/roles.ts';

function start(role: Role, port: number, ...flags: string[]): Program {
  const { program: name, transport, ready } = ROLES[role];
  const args = ['--port', String(port), '--host', '127.0.0.1', ...flags];
  const settings = { name, args, port, transport, readyTemplate: ready, limits: DEFAULT_LIMITS };
  const program = new Program({ ...builtIn(role), ...settings });
  onTestFinished(() => program.stop());
  return program;
}

test.each([
  ['udp', freeUdpPort, /^Input lowercase sentence: Received message from 127\.0\.0\.1 port \d+\nÑANDÚ\n$/],
  ['tcp', freeTcpPort, /^Connected from 127\.0\.0\.1:\d+\nInput lowercase sentence: From server: ÑANDÚ\n$/],
] as const)(
  'the %s client gets its sentence in capital letters from the server',
  async (transport, freePort, printed) => {
    const server = start(`${transport}-server`, await freePort());
    await server.ready();
    for (const _ of ['the first client', 'another one']) {
      const client = start(`${transport}-client`, server.port);
      client.write('ñandú\n');
      client.endInput();
      await client.exits(0);
      expect(client.stdout.text()).toMatch(printed);
      expect(client.stderr.text()).toBe('');
    }
    expect(server.stdout.text().match(/^(Message received|Connection) from 127\.0\.0\.1/gm)).toHaveLength(2);
    expect(server.stderr.text()).toBe('');
  },
);

test.each([['udp', freeUdpPort] as const, ['tcp', freeTcpPort] as const])(
  'a second %s server on the port says so',
  async (transport, freePort) => {
    const first = start(`${transport}-server`, await freePort());
    await first.ready();
    const second = start(`${transport}-server`, first.port);
    await second.exits(1);
    expect(second.stderr.text()).toMatch(/^Bind failed: EADDRINUSE \(.*\)\n$/);
  },
);

test('a client that nobody answers says so', async () => {
  const udp = start('udp-client', await freeUdpPort(), '--timeout', '10');
  udp.endInput();
  await udp.exits(1);
  expect(udp.stderr.text()).toBe('No reply within 10 ms\n');
  const tcp = start('tcp-client', await freeTcpPort());
  await tcp.exits(1);
  expect(tcp.stderr.text()).toBe('Talking to the server failed: ECONNREFUSED\n');
});
