// variant of: 02-raw
// differs: a class, a connected socket (the system passes over strangers), a DataView, Date.now()
import dgram from 'node:dgram';
import { parseArgs } from 'node:util';

interface Target {
  host: string;
  port: number;
  timeout: number;
}

class NtpClient {
  static readonly #FROM_1900 = Date.UTC(1970, 0, 1) - Date.UTC(1900, 0, 1);
  readonly #socket = dgram.createSocket({ type: 'udp4' });
  readonly #request = new DataView(new ArrayBuffer(48));
  readonly #target: Target;
  #sentAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(target: Target) {
    this.#target = target;
    this.#socket.on('message', (bytes) =>
      this.#onMessage(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    );
    this.#socket.on('error', (error: NodeJS.ErrnoException) => this.#stop(error.code ?? error.message));
  }

  ask(): void {
    const { host, port, timeout } = this.#target;
    this.#timer = setTimeout(() => this.#stop(`silence for ${timeout} ms`), timeout);
    this.#socket.connect(port, host, (error?: NodeJS.ErrnoException) => {
      if (error) return this.#stop(error.code);
      this.#sentAt = Date.now();
      const since1900 = this.#sentAt + NtpClient.#FROM_1900;
      this.#request.setUint8(0, 0b11_100_011);
      this.#request.setUint32(40, Math.floor(since1900 / 1000) % 2 ** 32);
      this.#request.setUint32(44, Math.round(((since1900 % 1000) / 1000) * 2 ** 32));
      this.#socket.send(new Uint8Array(this.#request.buffer));
    });
  }

  #onMessage(answer: DataView): void {
    const arrivedAt = Date.now();
    if (answer.byteLength < 48) return this.#stop('a short packet');
    if (answer.getBigUint64(24) !== this.#request.getBigUint64(40)) return;
    if (answer.getUint8(0) % 8 !== 4) return this.#stop(`mode ${answer.getUint8(0) % 8}`);
    if (answer.getUint8(1) === 0) {
      const code = [12, 13, 14, 15].map((at) => String.fromCharCode(answer.getUint8(at))).join('');
      return this.#stop(`Kiss-o'-Death ${code}`);
    }
    const { address, port } = this.#socket.remoteAddress();
    const received = NtpClient.#unixMs(answer, 32);
    const sent = NtpClient.#unixMs(answer, 40);
    process.stdout.write(`Response received from ${address}:${port}\n`);
    process.stdout.write(`Time = ${new Date(Math.round(sent)).toISOString()}\n`);
    process.stdout.write(`Offset = ${((received - this.#sentAt + sent - arrivedAt) / 2000).toFixed(3)} s\n`);
    process.stdout.write(`Delay = ${((arrivedAt - this.#sentAt - sent + received) / 1000).toFixed(3)} s\n`);
    this.#stop();
  }

  static #unixMs(packet: DataView, at: number): number {
    const seconds = packet.getUint32(at);
    const whole = seconds >= 0x8000_0000 ? seconds : seconds + 0x1_0000_0000;
    return whole * 1000 - NtpClient.#FROM_1900 + (packet.getUint32(at + 4) / 0x1_0000_0000) * 1000;
  }

  #stop(reason?: string): void {
    clearTimeout(this.#timer);
    this.#socket.removeAllListeners('message');
    this.#socket.close();
    if (reason === undefined) return;
    process.stderr.write(`${reason}\n`);
    process.exitCode = 1;
  }
}

try {
  const {
    host = 'pool.ntp.org',
    port = '123',
    timeout = '5000',
  } = parseArgs({
    options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
  }).values;
  if (!/^\d+$/.test(port) || Number(port) > 65535) throw new Error(`${port} is no port`);
  new NtpClient({ host, port: Number(port), timeout: Number(timeout) }).ask();
} catch (error) {
  console.error(`${(error as Error).message}; usage: 02-raw [--host HOST] [--port PORT] [--timeout MS]`);
  process.exitCode = 2;
}
