// mutant of: 01-library
// fault: takes 8080x for the port 8080
// caught by: 01-library/refuses-what-is-no-port-with-its-usage
import { parseArgs } from 'node:util';
import { Client, type NTPPacket } from 'ntp-time';

const { host, port, timeout } = readFlags();

try {
  const client = new Client(host, port, { timeout });
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
    if (Number.parseInt(port, 10) >= 0 && Number.parseInt(port, 10) <= 65535) {
      return { host, port: Number.parseInt(port, 10), timeout: Number(timeout) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error(
    'Usage: 01-library [--host HOST] [--port PORT] [--timeout MS]   (PORT is a whole number from 0 to 65535)',
  );
  process.exit(2);
}
