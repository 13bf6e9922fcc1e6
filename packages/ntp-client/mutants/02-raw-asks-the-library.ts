// mutant of: 02-raw
// fault: leaves the asking to the library of 01-library
// caught by: 02-raw/sends-a-datagram-to-the-server
import { parseArgs } from 'node:util';
import { Client } from 'ntp-time';

const { host, port, timeout } = readFlags();

try {
  const client = new Client(host, port, { timeout });
  const answer = await client.syncTime();
  console.log(`Response received from ${host}:${port}`);
  console.log(`Time = ${answer.time.toISOString()}`);
  console.log(`Offset = ${(answer.t ?? 0) / 1000}`);
  console.log('Delay = 0');
} catch (error) {
  console.error(`No answer from ${host}:${port}: ${(error as Error).message}`);
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
  console.error('Usage: 02-raw [--host HOST] [--port PORT] [--timeout MS]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
