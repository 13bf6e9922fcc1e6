import { expect, test } from 'vitest';
import { normalise } from './normalise.ts';

test.each([
  ['nothing listens on 127.0.0.1:41234.', 'nothing listens on 127.0.0.1:PORT_.'],
  ['server --port 24429, still running', 'server --port PORT_, still running'],
  ['server --port=24429', 'server --port=PORT_'],
  ['Starting up echo server on :: port 24430', 'Starting up echo server on :: port PORT_'],
  ['[::1]:41234: read ECONNRESET', '[::1]:PORT_: read ECONNRESET'],
  ['Received: port 0, --port 8080, --port 70000', 'Received: port 0, --port 8080, --port 70000'],
  ['peer 1 │── FIN (end) ──▶│  1,345 ms', 'peer 1 │── FIN (end) ──▶│      … ms'],
  ['No reply within 500 ms', 'No reply within 500 ms'],
  ['test --check "a b" --seed 257068982', 'test --check "a b" --seed SEED'],
  ['(node:15970) MaxListenersExceededWarning', '(node:PID) MaxListenersExceededWarning'],
  ['cannot read /tmp/job-x1/server.js: gone', 'cannot read TEMPORARY: gone'],
  ['sent 16777216 bytes back', 'sent 16777216 bytes back'],
  ['Offset = -3600.250311, Delay = 0.000412', 'Offset = SECONDS, Delay = SECONDS'],
  ['from 127.0.0.100 to 192.168.1.10, in 0.06 s', 'from 127.0.0.100 to 192.168.1.10, in 0.06 s'],
  ['Time = 2026-01-02T03:04:05.750Z', 'Time = 2026-01-02T03:04:05.750Z'],
  [`Time = ${new Date().toISOString()}`, 'Time = NOW'],
])('%s', (message, kept) => {
  expect(normalise(message)).toBe(`${kept}\n`);
});

test('ends with one line end, and no line with blanks', () => {
  expect(normalise('a  \n\nb\n\n')).toBe('a\n\nb\n');
});
