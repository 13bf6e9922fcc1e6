import { expect, test } from 'vitest';
import { clientFate } from './client.ts';

const ended = (code: number) => ({ code, signal: null });

test.each([
  ['refused', { ending: ended(1), stdout: '', stderr: 'Talking to 127.0.0.1:1 failed: ECONNREFUSED\n' }],
  ['refused', { ending: ended(0), stdout: 'ECONNREFUSED\n', stderr: '' }],
  ['gave up', { ending: ended(1), stdout: 'Input lowercase sentence: ', stderr: 'No reply within 1000 ms\n' }],
  ['replied', { ending: ended(0), stdout: 'Received message from 127.0.0.1 port 1\nHI\n', stderr: '' }],
  ['replied', { ending: ended(0), stdout: 'From server: HI\n', stderr: '' }],
  ['other', { ending: ended(1), stdout: 'From server: HI\n', stderr: '' }],
  ['other', { ending: ended(0), stdout: '', stderr: '' }],
  ['other', { ending: { code: null, signal: 'SIGSEGV' as const }, stdout: '', stderr: '' }],
])('%s: %o', (fate, run) => {
  expect(clientFate(run)).toBe(fate);
});
