// variant of: 02-raw
// differs: tells the server only the whole second, and computes with the exact time that it has kept; a DataView; AbortSignal
import { createSocket, type RemoteInfo } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { on } from 'node:events';
import { parseArgs } from 'node:util';

const NTP_TO_UNIX = 2_208_988_800;
const ERA = 0x1_0000_0000;

function usage(): never {
  console.error('Usage: 02-raw [--host HOST] [--port PORT] [--timeout MS]');
  process.exit(2);
}

function flags() {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({ options: { host: text, port: text, timeout: text } }).values;
  } catch {
    return usage();
  }
}

const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = flags();
if (!/^\d+$/.test(port) || Number(port) > 65535) usage();

const now = () => (performance.timeOrigin + performance.now()) / 1000;

function secondsAt(packet: DataView, at: number): number {
  const seconds = packet.getUint32(at);
  return seconds + (seconds < ERA / 2 ? ERA : 0) - NTP_TO_UNIX + packet.getUint32(at + 4) / ERA;
}

const socket = createSocket('udp4');
try {
  const { address } = await lookup(host, 4);
  const request = new DataView(new ArrayBuffer(48));
  request.setUint8(0, 0x1b);
  const sent = now();
  request.setUint32(40, (Math.floor(sent) + NTP_TO_UNIX) % ERA);
  const signal = AbortSignal.timeout(Number(timeout));
  const messages = on(socket, 'message', { signal }) as AsyncIterable<[Buffer, RemoteInfo]>;
  socket.send(request, Number(port), address);

  for await (const [bytes, from] of messages) {
    const came = now();
    if (from.address !== address || from.port !== Number(port)) continue;
    if (bytes.length < 48) throw new Error(`a packet of ${bytes.length} bytes`);
    const answer = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (answer.getBigUint64(24) !== request.getBigUint64(40)) continue;
    if ((answer.getUint8(0) & 7) !== 4) throw new Error(`mode ${answer.getUint8(0) & 7} is no server's`);
    if (answer.getUint8(1) === 0)
      throw new Error(`the server sends ${bytes.toString('latin1', 12, 16)} in place of the time`);
    const [received, answered] = [secondsAt(answer, 32), secondsAt(answer, 40)];
    console.log(`Response received from ${from.address}:${from.port}`);
    console.log(`Time = ${new Date(answered * 1000).toISOString()}`);
    console.log(`Offset = ${((received - sent + answered - came) / 2).toFixed(3)} s`);
    console.log(`Delay = ${(came - sent - (answered - received)).toFixed(3)} s`);
    break;
  }
} catch (error) {
  const { code, name, message } = error as NodeJS.ErrnoException;
  const inWords = name === 'AbortError' ? `no answer within ${timeout} ms` : message;
  console.error(typeof code === 'string' && !inWords.includes(code) ? `${inWords} (${code})` : inWords);
  process.exitCode = 1;
} finally {
  socket.close();
}
