// mutant of: 01-library
// fault: leaves the time-out to the library
// caught by: 01-library/gives-up-when-the-time-of-timeout-is-over-and-not-before
// varies: the other one may have ended, too
import { parseArgs } from 'node:util';
import { Client, type NTPPacket } from 'ntp-time';

const { host, port, timeout } = readFlags();

try {
  const client = new Client(host, port);
  const answer: NTPPacket = await client.syncTime();

  console.log(`Time = ${answer.time.toISOString()}`);
} catch (error) {
  explain(error as Error);
}

/** No time came: the host is not known, or nobody has answered. */
function explain(error: Error): void {
  console.error(`No time from ${host}: ${error.message}`);
  process.exitCode = 1;
}

/** The flags of the command line. When they are wrong: the usage on stderr, and exit code 2. */
function readFlags(): { host: string; port: number; timeout: number } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
    });
    const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = values;
    if (/^\d+$/.test(port) && Number(port) <= 65535 && /^\d+$/.test(timeout)) {
      return { host, port: Number(port), timeout: Number(timeout) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error(
    'Usage: 01-library [--host HOST] [--port PORT] [--timeout MS]   (PORT is a whole number from 0 to 65535)',
  );
  process.exit(2);
}
