import type * as Fs from 'node:fs';
import type * as Net from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readTable } from '../confine/socket-table.ts';
import { knownNames } from '../expect/names/names.ts';
import { gradedServices } from '../expect/names/services.ts';
import { Tcp } from '../peers/tcp.ts';
import { Recorder } from '../wire/recorder.ts';
import { isMachineCode, isMachineError } from './machine-error.ts';

/** The error that the system has for the next call, and the path of the file where it is one. */
let fault: { path?: string; error: NodeJS.ErrnoException } | undefined;
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof Fs>();
  const readFileSync = ((path: string, ...more: [BufferEncoding]) => {
    if (fault?.path === path) throw fault.error;
    return fs.readFileSync(path, ...more);
  }) as typeof fs.readFileSync;
  return { ...fs, readFileSync };
});
vi.mock('node:net', async (original) => {
  const net = await original<typeof Net>();
  const connect = () => {
    const socket = new net.Socket();
    setImmediate(() => socket.destroy(fault?.error));
    return socket;
  };
  return { ...net, connect };
});
afterEach(() => {
  fault = undefined;
});
const failed = (code: string) => Object.assign(new Error(code), { code });

test.each(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EIO', 'ENOMEM', 'EROFS', 'EAI_MEMORY'])(
  '%s is the machine’s',
  (code) => {
    expect([isMachineCode(code), isMachineError(failed(code))]).toEqual([true, true]);
  },
);

test.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'EACCES', 'ENOENT', 'ENOTFOUND', undefined])(
  '%s need not be',
  (code) => {
    expect(isMachineCode(code)).toBe(false);
  },
);

test.each([
  new RangeError('Array buffer allocation failed'),
  new RangeError('Invalid array length'),
  new Error('x'),
  undefined,
])('by its words: %s', (error) => {
  expect(isMachineError(error)).toBe(`${error}`.includes('allocation'));
});

describe.runIf(process.platform === 'linux')('what a check goes by is not taken for empty', () => {
  const reads: [string, string, () => unknown][] = [
    ['the table of sockets', '/proc/self/net/tcp', () => readTable('tcp')],
    ['the names of this machine', '/etc/hosts', () => knownNames()],
    [
      'the services of this machine',
      '/etc/services',
      () => gradedServices(new URL('../../socket-utils/services.txt', import.meta.url)),
    ],
  ];

  test.each(reads)('%s', async (_, path, read) => {
    fault = { path, error: failed('EMFILE') };
    await expect((async () => read())()).rejects.toThrow('EMFILE');
    fault = { path, error: failed('ENOENT') };
    await expect((async () => read())()).resolves.toBeDefined();
  });

  test('who accepts connections', async () => {
    const tcp = new Tcp(new Recorder(), async () => {});
    fault = { error: failed('EMFILE') };
    await expect(tcp.accepts({ port: 1 }, '127.0.0.1')).rejects.toThrow('EMFILE');
    fault = { error: failed('ECONNREFUSED') };
    expect(await tcp.accepts({ port: 1 }, '127.0.0.1')).toBe(false);
  });
});
