import { expect, test } from 'vitest';
import { listImports } from './list-imports.ts';

test.each([
  ["import net from 'node:net';", 'node:net'],
  ["import 'node:net';", 'node:net'],
  ["import type { Socket } from 'node:net';", 'node:net'],
  ["import {\n  type Socket,\n} from 'node:net';", 'node:net', 3],
  ["export { connect } from 'node:net';", 'node:net'],
  ["export * from './other.ts';", './other.ts'],
  ["await import('node:net');", 'node:net'],
  ["import net = require('node:net');", 'node:net'],
  ["const net = require('node:net');", 'node:net'],
  ["let socket: import('node:net').Socket;", 'node:net'],
  ["// é 🙂\nimport 'node:net';", 'node:net', 2],
  ['await import(name);', undefined],
  ['require(`node:net`);', undefined],
])('%s', (text, module, line = 1) => {
  expect(listImports('x.ts', text)).toEqual([module === undefined ? { line } : { module, line }]);
});

test.each([
  "// import 'a';",
  "const text = `import 'a'`;",
  'export const x = 1;',
  'export { x };\nconst x = 1;',
  'import.meta.url;',
])('no import: %s', (text) => {
  expect(listImports('x.ts', text)).toEqual([]);
});

test('a file that does not parse is an error that names it', () => {
  expect(() => listImports('packages/x/src/server.ts', 'import {')).toThrow(
    /^packages\/x\/src\/server\.ts does not parse: /,
  );
});
