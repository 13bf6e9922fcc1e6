/**
 * Asks an NTP server for the time, through the library `ntp-time`, and prints the server's time.
 *
 *     tsx src/01-library.ts [--host pool.ntp.org] [--port 123] [--timeout 5000]
 */
import { parseArgs } from 'node:util';
import { Client, type NTPPacket } from 'ntp-time';

const { host, port, timeout } = readFlags();

try {
  // TODO 1: make a `Client` for `host` and `port`, with `timeout` among its options, and wait for its `syncTime()`
  const answer: NTPPacket = todo(1, 'make a `Client` for `host` and `port`, with `timeout` among its options, and wait for its `syncTime()`');

  // TODO 2: print "Time = …", the time of the `answer` as ISO 8601
  todo(2, 'print "Time = …", the time of the `answer` as ISO 8601');
} catch (error) {
  explain(error as Error);
}

/** No time came: the host is not known, or nobody has answered. */
function explain(error: Error): void {
  // TODO 3: say on stderr, in one line, what the `error` says, and have the program end with exit code 1
  todo(3, 'say on stderr, in one line, what the `error` says, and have the program end with exit code 1');
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

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/01-library.ts${line})`);
  process.exit(1);
}
