// variant of: 02-raw
// differs: a table of the packet's fields; a list of tests; the time by Intl (a blank, a comma, and Z); output at the end
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns';
import { parseArgs } from 'node:util';

/** Bit offset and width of what is read or written. */
const LAYOUT = {
  version: [2, 3],
  mode: [5, 3],
  stratum: [8, 8],
  code: [96, 32],
  originate: [192, 64],
  receive: [256, 64],
  transmit: [320, 64],
} as const;

type Field = keyof typeof LAYOUT;

function get(packet: Buffer, field: Field): bigint {
  const [from, width] = LAYOUT[field];
  const all = BigInt(`0x${packet.subarray(0, 48).toString('hex')}`);
  return (all >> BigInt(384 - from - width)) & ((1n << BigInt(width)) - 1n);
}

function put(values: Partial<Record<Field, bigint>>): Buffer {
  let all = 0n;
  for (const [field, value] of Object.entries(values)) {
    const [from, width] = LAYOUT[field as Field];
    all |= value << BigInt(384 - from - width);
  }
  return Buffer.from(all.toString(16).padStart(96, '0'), 'hex');
}

/** Both in units of 2^-32 s; TO_1970 from the beginning of 1900. */
const TO_1970 = 2208988800n << 32n;
const fromMs = (ms: number) => (BigInt(ms) << 32n) / 1000n;
const toUnix = (timestamp: bigint) => (timestamp & (1n << 63n) ? timestamp : timestamp | (1n << 64n)) - TO_1970;
const toMs = (unix: bigint) => Number((unix * 1000n) >> 32n);
const toSeconds = (difference: bigint) => (Number(difference) / 2 ** 32).toPrecision(12);

const { values } = (() => {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } } });
  } catch {
    return { values: { port: 'unknown flag', host: undefined, timeout: undefined } };
  }
})();
const port = Number(/^\d+$/.test(values.port ?? '123') ? (values.port ?? 123) : Number.NaN);
if (!(port <= 65535)) {
  console.error('usage: 02-raw --host HOST --port PORT --timeout MS');
  process.exit(2);
}

const output: string[] = [];
const socket = createSocket('udp4');
let timer: ReturnType<typeof setTimeout>;

function leave(code: number): void {
  clearTimeout(timer);
  socket.close(() => (code === 0 ? process.stdout : process.stderr).write(`${output.join('\n')}\n`));
  process.exitCode = code;
}

lookup(values.host ?? 'pool.ntp.org', { family: 4 }, (error, address) => {
  if (error) {
    output.push(`${error.syscall}: ${error.code}`);
    leave(1);
    return;
  }
  const t1 = fromMs(Date.now());
  const transmit = BigInt.asUintN(64, t1 + TO_1970);
  socket.send(put({ version: 3n, mode: 3n, transmit }), port, address);
  timer = setTimeout(
    () => {
      output.push(`${address} is silent`);
      leave(1);
    },
    Number(values.timeout ?? 5000),
  );
  socket.on('message', (packet, source) => {
    const t4 = fromMs(Date.now());
    const isOurs = source.port === port && source.address === address;
    if (!isOurs || (packet.length >= 48 && get(packet, 'originate') !== transmit)) return;
    const tests: [boolean, () => string][] = [
      [packet.length < 48, () => `${48 - packet.length} bytes are missing`],
      [packet.length >= 48 && get(packet, 'mode') !== 4n, () => `mode ${get(packet, 'mode')}`],
      [packet.length >= 48 && get(packet, 'stratum') === 0n, () => `kiss: ${packet.toString('utf8', 12, 16)}`],
    ];
    const fault = tests.find(([isWrong]) => isWrong);
    if (fault) {
      output.push(fault[1]());
      leave(1);
      return;
    }
    const [t2, t3] = [toUnix(get(packet, 'receive')), toUnix(get(packet, 'transmit'))];
    const inSweden = new Date(toMs(t3)).toLocaleString('sv-SE', {
      timeZone: 'UTC',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
    });
    output.push(`Response received from ${address}:${port}`, `Time = ${inSweden}Z`);
    output.push(`Offset = ${toSeconds((t2 - t1 + t3 - t4) / 2n)}`, `Delay = ${toSeconds(t4 - t1 - t3 + t2)}`);
    leave(0);
  });
});
