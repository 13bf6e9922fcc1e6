import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { freeTcpPort, freeUdpPort } from './free-port.ts';

test('no port is given out twice, and each can be taken', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freeTcpPort()));
  expect(new Set(ports).size).toBe(50);
  const server = createServer().listen(ports[0], '0.0.0.0');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
});

test('a run that needs more ports than its share has takes them again', async () => {
  const ports: number[] = [];
  for (let taken = 0; taken < 850; taken++) ports.push(await freeTcpPort());
  expect(new Set(ports.slice(0, 399)).size).toBe(399);
  expect(ports.slice(399, 798)).toEqual(ports.slice(0, 399));
}, 30_000);

test('UDP ports are given out in turn', async () => {
  expect(await freeUdpPort()).not.toBe(await freeUdpPort());
});

test('another run on this machine gets other ports', async () => {
  const mine = await freeTcpPort();
  const { stdout } = await execa(process.execPath, [fileURLToPath(new URL('fixtures/ports.ts', import.meta.url))]);
  const theirs = stdout.split(' ').map(Number);
  expect(theirs).toHaveLength(20);
  const share = (port: number) => Math.floor((port - 20_000) / 400);
  expect(theirs.map(share)).not.toContain(share(mine));
});
