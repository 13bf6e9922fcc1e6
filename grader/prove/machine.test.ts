import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineKey, readMachine } from './machine.ts';

const NAMES = ['platform', 'kernel', 'node', 'user', 'CI', 'isolation'];
const node = { command: process.execPath, package: 'nodejs', tells: ['--version'], says: /^v\d/ };

test('the machine in words: kernel, Node, user, level, and each program or that it is not there', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'socket-lab-machine-'));
  const commands = { nginx: node, other: { ...node, command: 'no-such-command' } };
  const machine = await readMachine(directory, commands);
  expect(Object.keys(machine)).toEqual([...NAMES, 'nginx', 'other']);
  expect(machine).toMatchObject({ node: process.version, nginx: process.version, other: 'not there' });
  expect(machine.isolation).toMatch(/^(bubblewrap$|node: |none: )/);
  rmSync(directory, { recursive: true });
});

test('its key is another one as soon as anything is', () => {
  const machine = { kernel: '6.1', user: 'root', nginx: 'nginx/1.22.1' };
  const others = [
    { ...machine, user: 'not root' },
    { ...machine, nginx: 'not there' },
    { kernel: '6.1', user: 'root' },
  ];
  expect(new Set([machine, ...others].map(machineKey)).size).toBe(4);
  expect(machineKey({ ...machine })).toBe(machineKey(machine));
});
