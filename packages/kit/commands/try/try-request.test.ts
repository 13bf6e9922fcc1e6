import { expect, test } from 'vitest';
import { defaultFlags } from './trial.ts';
import tryCommand, { requestOf } from './try-command.ts';

const read = (args: readonly string[]) => requestOf(tryCommand.parse(args));

test.each([
  [['server'], { names: ['server'], rest: [] }],
  [['--', 'echo-service', 'server', '--port', '12000'], { names: ['echo-service', 'server'], port: 12_000, rest: [] }],
  [['client', '--host=::1', '--', '--timeout', '500'], { names: ['client'], host: '::1', rest: ['--timeout', '500'] }],
])('%j', (args, request) => {
  expect(read(args)).toMatchObject(request);
});

test.each([
  [[], 'Name one program: pnpm try server, or with its topic: pnpm try echo-service server'],
  [['a', 'b', 'c'], 'Name one program: pnpm try server, or with its topic: pnpm try echo-service server'],
  [['server', '--port', '0'], '--port "0" is no port: it is a whole number from 1 to 65535.'],
  [
    ['client', '--timeout', '5'],
    "Unknown option '--timeout'. Flags of the program stand behind --: pnpm try client -- --timeout 500",
  ],
])('%j is refused', (args, message) => {
  expect(() => read(args)).toThrow(message);
});

test.each([
  ["const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = values;", { host: 'pool.ntp.org', port: 123 }],
  [
    "/** tsx src/server.ts --port 12000 [--host 127.0.0.1] */ const { host = '0.0.0.0', port = '' } = values;",
    { host: '0.0.0.0', port: 12_000 },
  ],
  ['console.log(1);', {}],
])('%s', (source, flags) => {
  expect(defaultFlags(source)).toEqual(flags);
});
