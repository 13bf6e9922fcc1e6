import { expect, test } from 'vitest';
import { theScreen } from './terminal.ts';

const terminal = { isTTY: true, columns: 80 };

test.each([
  ['a terminal of 72 columns', { isTTY: true, columns: 72 }, {}, 72],
  ['a wide one', { isTTY: true, columns: 250 }, {}, 100],
  ['a narrow one', { isTTY: true, columns: 20 }, {}, 40],
  ['one of which nobody knows', { isTTY: true, columns: 0 }, {}, 80],
  ['a pipe', {}, {}, 80],
  ['a pipe to a pager that says how wide it is', {}, { COLUMNS: '60' }, 60],
  ['nonsense', {}, { COLUMNS: 'wide' }, 80],
])('%s', (_name, stream, env, width) => {
  expect(theScreen(stream, env, 'linux').width).toBe(width);
});

test.each([
  [{}, 'linux', false],
  [{ LANG: 'es_ES.UTF-8' }, 'linux', false],
  [{ LANG: 'en_US.utf8', TERM: 'xterm-256color' }, 'darwin', false],
  [{ LANG: 'C' }, 'linux', true],
  [{ LANG: 'es_ES.UTF-8', LC_ALL: 'POSIX' }, 'linux', true],
  [{ TERM: 'linux', LANG: 'es_ES.UTF-8' }, 'linux', true],
  [{ TERM: 'dumb' }, 'linux', true],
  [{}, 'win32', true],
  [{ WT_SESSION: 'x' }, 'win32', false],
  [{ TERM_PROGRAM: 'vscode' }, 'win32', false],
] as const)('ASCII only with %j on %s: %s', (env, platform, ascii) => {
  expect(theScreen(terminal, env, platform).ascii).toBe(ascii);
  expect(theScreen({}, env, platform).ascii).toBe(false); // a file is UTF-8
});

test.each([
  [{}, false],
  [{ SOCKET_LAB_PLAIN: '' }, false],
  [{ SOCKET_LAB_PLAIN: '0' }, false],
  [{ SOCKET_LAB_PLAIN: '1' }, true],
])('plain with %j: %s', (env, plain) => {
  expect(theScreen(terminal, env).plain).toBe(plain);
});

test.each([
  ['a terminal', terminal, {}, true],
  ['a pipe', {}, {}, false],
  ['a dumb terminal', terminal, { TERM: 'dumb' }, false],
  ['for a screen reader', terminal, { SOCKET_LAB_PLAIN: '1' }, false],
])('live: %s', (_name, stream, env, isLive) => {
  expect(theScreen(stream, env).isLive).toBe(isLive);
});
