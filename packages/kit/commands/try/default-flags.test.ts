import { expect, test } from 'vitest';
import { defaultFlags } from './default-flags.ts';

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
