// mutant of: 02-raw
// fault: takes 8080x for the port 8080
// caught by: 02-raw/refuses-what-is-no-port-with-its-usage
// varies: something may answer on port 8080 of the machine
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
request[0] = (4 << 3) | 3; // two bits of leap indicator (0), three of version, three of mode
request.writeUInt32BE((Math.floor(t1) + NTP_TO_UNIX) % ERA, TRANSMIT);
request.writeUInt32BE(Math.floor((t1 % 1) * 2 ** 32), TRANSMIT + 4);

socket.send(request, port, address);
const timer = setTimeout(giveUp, timeout);

/** Takes one datagram. Once it is the answer the program ends: nothing is left open. */
function receive(answer: Buffer, source: dgram.RemoteInfo): void {
  const t4 = now();
  if (!isTheAnswer(answer, source)) {
    return;
  }
  clearTimeout(timer);
  socket.close();

  const secondsAt = (at: number): number => {
    const seconds = answer.readUInt32BE(at);
    const era = seconds < ERA / 2 ? ERA : 0; // the highest bit is 0: they count from 7 February 2036
    return era + seconds - NTP_TO_UNIX + answer.readUInt32BE(at + 4) / 2 ** 32;
  };
  const t2 = secondsAt(RECEIVE);
  const t3 = secondsAt(TRANSMIT);
  console.log(`Response received from ${source.address}:${source.port}`);
  console.log(`Time = ${new Date(t3 * 1000).toISOString()}`);

  const offset = (t2 - t1 + (t3 - t4)) / 2;
  const delay = t4 - t1 - (t3 - t2);
  console.log(`Offset = ${offset.toFixed(6)}`);
  console.log(`Delay = ${delay.toFixed(6)}`);
}

/** Whether a datagram is the answer to our request. When it is one that has no time for us, `fail` says so. */
function isTheAnswer(answer: Buffer, source: dgram.RemoteInfo): boolean {
  if (source.address !== address || source.port !== port) {
    return false;
  }
  if (answer.length < PACKET_BYTES) {
    fail(`The answer is too short: ${answer.length} bytes, not ${PACKET_BYTES}`);
    return false;
  }
  if (!answer.subarray(ORIGINATE, ORIGINATE + 8).equals(request.subarray(TRANSMIT))) {
    return false;
  }
  const mode = answer.readUInt8(0) & 7;
  const stratum = answer.readUInt8(1);
  if (mode !== 4) {
    fail(`That is no answer of a server: its mode is ${mode}, not 4`);
    return false;
  }
  if (stratum === 0) {
    fail(`The server sends a kiss-o'-death: ${JSON.stringify(answer.toString('latin1', 12, 16))}`);
    return false;
  }
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
    if (Number.parseInt(port, 10) >= 0 && Number.parseInt(port, 10) <= 65535) {
      return { host, port: Number.parseInt(port, 10), timeout: Number(timeout) };
    }
  } catch {
    // An unknown flag, or one without its value.
  }
  console.error('Usage: 02-raw [--host HOST] [--port PORT] [--timeout MS]   (PORT is a whole number from 0 to 65535)');
  process.exit(2);
}
