/**
 * Asks an NTP server for the time, through the library `ntp-time`, and prints the server's time.
 *
 *     tsx src/01-library.ts [--host pool.ntp.org] [--port 123] [--timeout 5000]
 */
import { parseArgs } from 'node:util';
import { Client, type NTPPacket } from 'ntp-time';

const { host, port, timeout } = readFlags();

try {
  const answer: NTPPacket = await new Client(host, port, { timeout }).syncTime();

  // transmitTimestamp conta desde 1900
  console.log(`Time = ${new Date((answer.transmitTimestamp - 2_208_988_800) * 1000).toISOString()}`);
} catch (error) {
  explain(error as Error);
}

/** No time came: the host is not known, or nobody has answered. */
function explain(error: Error): void {
  console.error(error.message);
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
