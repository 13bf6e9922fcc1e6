// variant of: 02-raw
// differs: computes the calendar by itself; whole microseconds; the basic format of ISO 8601; an interval in place of a timer
import * as dgram from 'node:dgram';
import * as dns from 'node:dns/promises';
import * as util from 'node:util';

const DAY = 86_400;
const microseconds = () => Math.round((performance.timeOrigin + performance.now()) * 1000);

/** Days since 1900-03-01, in years that begin with March, so that a leap day is the last of its year. */
function calendar(secondsSince1900: number): string {
  let days = Math.floor(secondsSince1900 / DAY) - 59;
  const ofDay = secondsSince1900 % DAY;
  let year = 1900;
  for (;;) {
    const next = year + 1;
    const length = next % 4 === 0 && (next % 100 !== 0 || next % 400 === 0) ? 366 : 365;
    if (days < length) break;
    days -= length;
    year = next;
  }
  const lengths = [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29];
  let month = 0;
  for (const length of lengths) {
    if (days < length) break;
    days -= length;
    month++;
  }
  const two = (value: number) => `${Math.floor(value)}`.padStart(2, '0');
  const civil = month > 9 ? [year + 1, month - 9] : [year, month + 3];
  return `${civil[0]}${two(civil[1] ?? 0)}${two(days + 1)}T${two(ofDay / 3600)}${two((ofDay / 60) % 60)}${two(ofDay % 60)}`;
}

class Timestamp {
  readonly seconds: number;
  readonly fraction: number;

  constructor(packet: Uint8Array, at: number) {
    const word = (from: number) => packet.slice(from, from + 4).reduce((sum, byte) => sum * 256 + byte, 0);
    const seconds = word(at);
    this.seconds = seconds < 2147483648 ? seconds + 4294967296 : seconds;
    this.fraction = word(at + 4);
  }

  get microseconds(): number {
    return (this.seconds - 2208988800) * 1e6 + Math.floor((this.fraction * 1e6) / 4294967296);
  }

  toString(): string {
    const ms = Math.floor((this.fraction * 1000) / 4294967296);
    return `${calendar(this.seconds)}.${`${ms}`.padStart(3, '0')}Z`;
  }
}

let host = 'pool.ntp.org';
let port = 123;
let patience = 5000;
try {
  const { values } = util.parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
  });
  if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw new RangeError('--port');
  host = values.host ?? host;
  port = Number(values.port ?? port);
  patience = Number(values.timeout ?? patience);
  if (port > 65535) throw new RangeError('--port');
} catch (error) {
  console.error(`Bad usage (${(error as Error).message}): 02-raw [--host HOST] [--port PORT] [--timeout MS]`);
  process.exit(2);
}

const done = (code: number, ...lines: string[]): never => {
  for (const line of lines) (code === 0 ? process.stdout : process.stderr).write(`${line}\n`);
  process.exit(code);
};

const found = await dns.lookup(host, { family: 4 }).catch((error) => done(1, `${error.code}: ${host}`));
const socket = dgram.createSocket('udp4');
socket.bind(0, async () => {
  const request = new Uint8Array(48);
  const start = microseconds();
  request[0] = 0xdb;
  const fields = [Math.floor(start / 1e6) + 2208988800, Math.floor(((start % 1e6) / 1e6) * 4294967296)];
  fields.forEach((field, index) => {
    for (let byte = 0; byte < 4; byte++) request[40 + index * 4 + byte] = Math.floor(field / 256 ** (3 - byte)) % 256;
  });
  setInterval(() => {
    if (microseconds() - start > patience * 1000) done(1, `Timed out after ${patience} ms`);
  }, 10);
  socket.on('message', (packet, { address, port: source }) => {
    const arrival = microseconds();
    if (source !== port || address !== found.address) return;
    if (packet.length < 48) done(1, 'Too short');
    for (let index = 0; index < 8; index++) if (packet[24 + index] !== request[40 + index]) return;
    if ((packet[0] ?? 0) % 8 !== 4) done(1, 'Not a server packet');
    if (packet[1] === 0) done(1, `Kiss code: ${String.fromCharCode(...packet.subarray(12, 16))}`);
    const [receive, transmit] = [new Timestamp(packet, 32), new Timestamp(packet, 40)];
    const there = receive.microseconds - start;
    const back = arrival - transmit.microseconds;
    const sign = there < back ? '-' : '+';
    done(
      0,
      `Response received from ${address}:${source}`,
      `Time = ${transmit}`,
      `Offset = ${sign}${(Math.abs(there - back) / 2e6).toFixed(6)} s`,
      `Delay = ${((there + back) / 1e6).toFixed(6)} s`,
    );
  });
  socket.send(request, port, found.address);
});
