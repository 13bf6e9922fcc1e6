import { createSocket, type RemoteInfo } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { on } from 'node:events';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 02-raw [--host HOST] [--port PORT] [--timeout MS]');
  process.exit(2);
};

let host = 'pool.ntp.org';
let port = 123;
let timeout = 5000;
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
  if (values.timeout) timeout = Number(values.timeout);
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

const since1900 = 2_208_988_800;
const now = () => (performance.timeOrigin + performance.now()) / 1000;
const read = (packet: DataView, at: number) => {
  const seconds = packet.getUint32(at);
  const era = seconds >= 0x8000_0000 ? 0 : 0x1_0000_0000;
  return era + seconds - since1900 + packet.getUint32(at + 4) / 0x1_0000_0000;
};

try {
  const { address } = await lookup(host, 4);
  const socket = createSocket('udp4');
  const signal = AbortSignal.timeout(timeout);

  const request = new DataView(new ArrayBuffer(48));
  request.setUint8(0, 0b00_100_011);
  const t1 = now();
  request.setUint32(40, Math.trunc(t1) + since1900);
  request.setUint32(44, (t1 % 1) * 0x1_0000_0000);
  socket.send(request, port, address);

  for await (const [bytes, from] of on(socket, 'message', { signal }) as AsyncIterable<[Buffer, RemoteInfo]>) {
    const t4 = now();
    if (from.address !== address || from.port !== port) continue;
    if (bytes.length < 48) throw new Error(`a packet of ${bytes.length} bytes`);
    const answer = new DataView(bytes.buffer, bytes.byteOffset);
    if (answer.getBigUint64(24) !== request.getBigUint64(40)) continue;
    if ((answer.getUint8(0) & 0b111) !== 4) throw new Error('not a server');
    if (answer.getUint8(1) === 0) throw new Error(`the server says ${bytes.subarray(12, 16)}`);

    const t2 = read(answer, 32);
    const t3 = read(answer, 40);
    console.log(`Response received from ${from.address}:${from.port}`);
    console.log(`Time = ${new Date(t3 * 1000).toISOString()}`);
    console.log(`Offset = ${((t2 - t1 + t3 - t4) / 2).toFixed(6)}`);
    console.log(`Delay = ${(t4 - t1 - t3 + t2).toFixed(6)}`);
    break;
  }
} catch (problem) {
  const { code, name, message } = problem as NodeJS.ErrnoException;
  console.error(name === 'AbortError' ? `No answer within ${timeout} ms` : (code ?? message));
  process.exit(1);
}
// nothing more to do
