import { isIPv4 } from 'node:net';
import { expect, test } from 'vitest';
import { ipv4Addresses, knownNames, parseHosts, unknownNames } from './names.ts';

test('a hosts file: comments, blanks, several names a line, a name in two families and two cases', () => {
  const text = [
    '# 192.0.2.9 comment',
    '127.0.0.1\tlocalhost',
    '::1  localhost ip6-localhost # loopback',
    '192.0.2.7 Printer printer.example\r',
    'fd00::7 printer',
    'fe80::1%lo0 scoped',
    'no-address name',
    '',
  ].join('\n');
  expect(parseHosts(text)).toEqual([
    { name: 'localhost', families: new Set([4, 6]) },
    { name: 'ip6-localhost', families: new Set([6]) },
    { name: 'Printer', families: new Set([4, 6]) },
    { name: 'printer.example', families: new Set([4]) },
    { name: 'scoped', families: new Set([6]) },
  ]);
});

test('only the first lines of a hosts file are read', () => {
  const text = Array.from({ length: 100_000 }, (_, index) => `0.0.0.0 advertiser-${index}.example`).join('\n');
  expect(parseHosts(text)).toHaveLength(500);
});

test('an IPv4 address is its own', async () => {
  expect(await ipv4Addresses('127.0.0.2')).toEqual(['127.0.0.2']);
});

test('the known names have IPv4 addresses, the unknown ones have none', async () => {
  for (const name of await knownNames()) expect((await ipv4Addresses(name)).every(isIPv4)).toBe(true);
  const unknown = await unknownNames();
  expect(new Set(unknown).size).toBe(2);
  for (const name of unknown) expect(await ipv4Addresses(name)).toEqual([]);
});
