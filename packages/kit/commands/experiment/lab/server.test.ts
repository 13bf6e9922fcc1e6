import { expect, test } from 'vitest';
import { secondFate } from './server.ts';

const ended = (code: number) => ({ code, signal: null });

test.each([
  ['in use', { ending: ended(1), stderr: 'Bind failed: EADDRINUSE\n' }],
  ['in use', { ending: ended(0), stdout: 'Bind failed: EADDRINUSE\n' }],
  ['ended', { ending: ended(1), stderr: 'Bind failed: EACCES\n' }],
  ['ready', { stdout: 'Ready on 127.0.0.1:20001\n' }],
  ['elsewhere', { stdout: 'Ready on 127.0.0.1:20002\n' }],
  ['silent', { stdout: 'Trying EADDRINUSE again\n' }],
] as [string, { ending?: ReturnType<typeof ended>; stdout?: string; stderr?: string }][])(
  '%s: %o',
  (fate, { ending, stdout = '', stderr = '' }) => {
    const output = { stdout: { text: () => stdout }, stderr: { text: () => stderr } };
    expect(secondFate({ ending, ...output, readyTemplate: 'Ready on HOST:PORT', port: 20_001 })).toBe(fate);
  },
);
