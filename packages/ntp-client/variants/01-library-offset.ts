// variant of: 01-library
// differs: its own clock plus the offset; the time in the zone +05:30, without milliseconds
import { parseArgs } from 'node:util';
import * as ntp from 'ntp-time';

let flags: { host?: string; port?: string; timeout?: string };
try {
  ({ values: flags } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
  }));
} catch {
  flags = { port: 'none' };
}
const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = flags;
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  console.error('Usage: 01-library --host HOST --port PORT --timeout MS');
  process.exit(2);
}

/** 03:04:05Z is 08:34:05+05:30. */
function inIndia(unixMs: number): string {
  return new Date(unixMs + 5.5 * 3_600_000).toISOString().replace(/\..*/, '+05:30');
}

const outcome = await new ntp.Client(host, Number(port), { timeout: Number(timeout) }).syncTime().then(
  ({ t }) => ({ line: `Time = ${inIndia(Date.now() + t * 1000)}`, code: 0 }),
  (error: Error) => ({ line: `${host}:${port}: ${error.message}`, code: 1 }),
);
(outcome.code === 0 ? console.log : console.error)(outcome.line);
process.exit(outcome.code);
