// variant of: 02-raw
// differs: 64-bit numbers from end to end, also for offset and delay; events.on with an AbortSignal as the time-out
import { createSocket, type RemoteInfo } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { on } from 'node:events';
import { parseArgs } from 'node:util';

/** Nanoseconds, as all numbers of this program. */
const SECOND = 1_000_000_000n;
const FROM_1900_TO_1970 = 2_208_988_800n * SECOND;

function usage(): never {
  console.error('usage: 02-raw [--host HOST] [--port PORT] [--timeout MS]');
  process.exit(2);
}

function readFlags() {
  try {
    return parseArgs({
      options: {
        host: { type: 'string', default: 'pool.ntp.org' },
        port: { type: 'string', default: '123' },
        timeout: { type: 'string', default: '5000' },
      },
    }).values;
  } catch {
    return usage();
  }
}

/** process.hrtime counts on from here. */
const wall = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
const now = () => wall + process.hrtime.bigint();

/** From a time since 1970 to a timestamp of era 0 or 1. */
const pack = (time: bigint) => BigInt.asUintN(64, ((time + FROM_1900_TO_1970) << 32n) / SECOND);
const unpack = (timestamp: bigint) => {
  const since1900 = timestamp >> 63n === 1n ? timestamp : timestamp + (1n << 64n);
  return ((since1900 * SECOND) >> 32n) - FROM_1900_TO_1970;
};
const inSeconds = (time: bigint) => `${time < 0n ? '-' : '+'}${Number(time < 0n ? -time : time) / 1e9} s`;

const flags = readFlags();
const port = Number(flags.port);
if (!/^\d+$/.test(flags.port) || port > 65535) usage();

const socket = createSocket('udp4');
try {
  const { address } = await lookup(flags.host, 4);
  const datagrams = on(socket, 'message', { signal: AbortSignal.timeout(Number(flags.timeout)) });
  const t1 = now();
  const sent = pack(t1);
  const request = Buffer.alloc(48);
  request.writeUInt8(0x1b);
  request.writeBigUInt64BE(sent, 40);
  socket.send(request, port, address);
  for await (const [packet, source] of datagrams as AsyncIterable<[Buffer, RemoteInfo]>) {
    const t4 = now();
    if (source.address !== address || source.port !== port) continue;
    if (packet.length < 48) throw new Error(`only ${packet.length} bytes came`);
    const [originate, receive, transmit] = [24, 32, 40].map((at) => packet.readBigUInt64BE(at)) as [
      bigint,
      bigint,
      bigint,
    ];
    if (originate !== sent) continue;
    if ((packet.readUInt8() & 0b111) !== 4) throw new Error('no server has sent this');
    if (packet.readUInt8(1) === 0) throw new Error(`kiss of death (${packet.subarray(12, 16)})`);
    const [t2, t3] = [unpack(receive), unpack(transmit)];
    console.log(`Response received from ${source.address}:${source.port}`);
    console.log(`Time = ${new Date(Number(t3 / 1_000_000n)).toISOString()}`);
    console.log(`Offset = ${inSeconds((t2 - t1 + (t3 - t4)) / 2n)}`);
    console.log(`Delay = ${inSeconds(t4 - t1 - (t3 - t2))}`);
    break;
  }
  socket.close(() => process.exit(0)); // the signal's timer may still be running
} catch (error) {
  const { name, code, message } = error as NodeJS.ErrnoException;
  console.error(name === 'AbortError' ? 'the time is up' : `${code ?? ''} ${message}`);
  process.exit(1);
}
