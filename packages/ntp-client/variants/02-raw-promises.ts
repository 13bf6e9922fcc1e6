// variant of: 02-raw
// differs: small functions and a race of promises; sends to the host by name; the time in the zone +01:00; await using
import dgram, { type RemoteInfo } from 'node:dgram';
import { promises as dns } from 'node:dns';
import { setTimeout as after } from 'node:timers/promises';
import { type ParseArgsConfig, parseArgs } from 'node:util';

const config = {
  options: {
    host: { type: 'string', short: 'h' },
    port: { type: 'string', short: 'p' },
    timeout: { type: 'string', short: 't' },
  },
} satisfies ParseArgsConfig;

type Fields = { mode: number; stratum: number; code: string; originate: string; receive: number; transmit: number };

const EPOCH = Date.UTC(1900, 0, 1) / 1000; // negative: before 1970
const clock = () => performance.timeOrigin / 1000 + performance.now() / 1000;

const decode = (packet: Buffer): Fields => ({
  mode: packet.readUInt8(0) & 0x07,
  stratum: packet.readUInt8(1),
  code: packet.toString('latin1', 12, 16),
  originate: packet.toString('hex', 24, 32),
  receive: timestamp(packet, 32),
  transmit: timestamp(packet, 40),
});

/** Of the two eras the one that is nearer to 2036. */
function timestamp(packet: Buffer, at: number): number {
  const seconds = packet.readUInt32BE(at) + packet.readUInt32BE(at + 4) * 2 ** -32;
  return EPOCH + seconds + (packet.readUInt8(at) < 128 ? 2 ** 32 : 0);
}

function encode(time: number): Buffer {
  const packet = Buffer.alloc(48);
  packet.writeUInt8((4 << 3) + 3, 0);
  const whole = Math.trunc(time);
  packet.writeUInt32BE((whole - EPOCH) % 2 ** 32, 40);
  packet.writeUInt32BE(Math.trunc((time - whole) * 2 ** 32), 44);
  return packet;
}

function inBerlin(time: number): string {
  return new Date((time + 3600) * 1000).toISOString().replace('Z', '+01:00');
}

async function ask(host: string, port: number, timeout: number): Promise<string[]> {
  const { address } = await dns.lookup(host, { family: 4 });
  await using socket = dgram.createSocket('udp4');
  const t1 = clock();
  const request = encode(t1);
  const ended = new AbortController();
  const answer = new Promise<string[]>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (packet: Buffer, from: RemoteInfo) => {
      const t4 = clock();
      if (`${from.address} ${from.port}` !== `${address} ${port}`) return;
      if (packet.length < request.length) return reject(new Error(`${packet.length} bytes are no NTP packet`));
      const { mode, stratum, code, originate, receive, transmit } = decode(packet);
      if (originate !== request.toString('hex', 40)) return;
      if (mode !== 4) return reject(new Error(`mode ${mode} is not that of a server`));
      if (stratum < 1) return reject(new Error(`the server asks us to stop: ${code}`));
      const [there, back] = [receive - t1, t4 - transmit];
      resolve([
        `Response received from ${address}:${port}`,
        `Time = ${inBerlin(transmit)}`,
        `Offset = ${(there - back) / 2}`,
        `Delay = ${there + back}`,
      ]);
    });
  });
  socket.send(request, port, host);
  const silence = after(timeout, undefined, { signal: ended.signal }).then(() => {
    throw new Error(`nothing came within ${timeout} ms`);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    ended.abort();
    silence.catch(() => {});
  }
}

function flags(): { host?: string | undefined; port?: string | undefined; timeout?: string | undefined } {
  try {
    return parseArgs(config).values;
  } catch {
    return { port: '?' };
  }
}

const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = flags();
if (/\D/.test(port) || port === '' || Number(port) >= 2 ** 16) {
  console.error('02-raw [-h HOST] [-p PORT] [-t MS]');
  process.exitCode = 2;
} else {
  await ask(host, Number(port), Number(timeout)).then(
    (lines) => lines.forEach((line) => console.log(line)),
    (error: NodeJS.ErrnoException) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
