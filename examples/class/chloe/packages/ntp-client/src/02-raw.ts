/**
 * Asks an NTP server for the time, by hand: 48 bytes there, 48 bytes back, and four timestamps.
 *
 *     tsx src/02-raw.ts [--host pool.ntp.org] [--port 123] [--timeout 5000]
 */
import dgram from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { parseArgs } from 'node:util';

/** A packet without anything behind its header (RFC 5905 §7.3). */
const PACKET_BYTES = 48;
/** Where three of its timestamps stand: the number of the first of their 8 bytes, from 0. */
const ORIGINATE = 24;
const RECEIVE = 32;
const TRANSMIT = 40;
/** Seconds from 1900-01-01, where NTP begins to count, to 1970-01-01, where JavaScript does (RFC 5905 §6). */
const NTP_TO_UNIX = 2_208_988_800;
/** Seconds until the 32 bits that count them begin again with 0; next on 7 February 2036 (RFC 4330 §3). */
const ERA = 2 ** 32;

const { host, port, timeout } = readFlags();
const address = await addressOf(host); // the IP address of the server

const socket = dgram.createSocket('udp4');
socket.on('message', receive);
socket.on('error', (error: NodeJS.ErrnoException) => fail(`The socket failed: ${error.code}`));

const request = Buffer.alloc(PACKET_BYTES);
const t1 = now();
// TODO 1: make a client's request of the zero bytes; its first byte has version 4 and mode 3, and the 8 bytes from `TRANSMIT`
//   on have `t1`: the whole seconds, since 1900, and then their fraction in units of 1/2³² s
todo(1, "make a client's request of the zero bytes");

// TODO 2: send the request to `port` of `address`, and have `giveUp` called in `timeout` ms
const timer: NodeJS.Timeout = todo(2, 'send the request to `port` of `address`, and have `giveUp` called in `timeout` ms');

/** Takes one datagram. Once it is the answer the program ends: nothing is left open. */
function receive(answer: Buffer, source: dgram.RemoteInfo): void {
  const t4 = now();
  if (!isTheAnswer(answer, source)) {
    return;
  }
  clearTimeout(timer);
  socket.close();

  // TODO 3: print "Response received from IP:PORT" and "Time = …"; `t2` and `t3` are the receive and the transmit timestamp in
  //   seconds since 1970, as `t1` and `t4` are, and the time is `t3` as ISO 8601 with its milliseconds
  const [t2, t3]: [number, number] = todo(3, 'print "Response received from IP:PORT" and "Time = …"');

  // TODO 4: print "Offset = …" and "Delay = …" in seconds; the offset is by how much the server's clock is ahead of ours, the
  //   delay is how long the two datagrams were on their way, and both come from `t1` to `t4`
  todo(4, 'print "Offset = …" and "Delay = …" in seconds');
}

/** Whether a datagram is the answer to our request. When it is one that has no time for us, `fail` says so. */
function isTheAnswer(answer: Buffer, source: dgram.RemoteInfo): boolean {
  // TODO 5: refuse what is not the answer; pass over (return false) what does not come from `port` of `address`, and what does
  //   not have our transmit timestamp, all 8 bytes, as its originate timestamp; `fail` and return false for less than 48 bytes,
  //   another mode than 4, and stratum 0 with the code in bytes 12 to 15
  // Until this is done whatever comes is taken for the answer.
  process.once('exit', () => todo(5, 'refuse what is not the answer'));
  return true;
}

/** The time is up: the request or the answer was lost, or nobody is there. */
function giveUp(): void {
  fail(`No answer from ${address}:${port} within ${timeout} ms`);
}

/** Ends the program with a line on stderr and exit code 1. */
function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
  clearTimeout(timer);
  socket.close();
}

/** What our clock shows, in seconds since 1970; finer than Date.now(), which counts milliseconds. */
function now(): number {
  return (performance.timeOrigin + performance.now()) / 1000;
}

/** The IPv4 address of a host. An address is its own. */
async function addressOf(name: string): Promise<string> {
  try {
    return (await lookup(name, { family: 4 })).address;
  } catch (error) {
    console.error(`There is no address of ${name}: ${(error as NodeJS.ErrnoException).code}`);
    process.exit(1);
  }
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

/** Says which TODO the program has reached, and ends it. Nothing calls it once every TODO is done. */
function todo(gap: number, what: string): never {
  const line = new Error().stack?.split('\n')[2]?.match(/:\d+(?=:\d+\)?$)/)?.[0] ?? '';
  console.error(`TODO ${gap} is still open: ${what} (src/02-raw.ts${line})`);
  process.exit(1);
}
