// variant of: server
// differs: a class; an options object for createSocket; the reply as bytes; a line of its own for each reply
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { parseArgs } from 'node:util';

class CapitalServer {
  readonly #socket: Socket = createSocket({ type: 'udp4', reuseAddr: false });
  #replies = 0;

  constructor(host: string, port: number) {
    this.#socket
      .on('message', (bytes, from) => this.#answer(bytes, from))
      .once('listening', () => this.#announce())
      .once('error', ({ code, message }: NodeJS.ErrnoException) => {
        process.stderr.write(`Bind failed: ${code}: ${message}\n`);
        process.exitCode = 1;
      })
      .bind({ address: host, port });
  }

  #announce(): void {
    const { address, port } = this.#socket.address();
    process.stdout.write(`The server is ready to receive on ${address}:${port}\n`);
  }

  #answer(bytes: Buffer, { address, port, size }: RemoteInfo): void {
    console.log(`Message received from ${address} port ${port}`);
    const reply = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).toUpperCase());
    this.#socket.send(reply, 0, reply.length, port, address, (error) => {
      if (error) console.error(`reply of ${reply.length} bytes: ${error.message}`);
      else console.log(`reply ${++this.#replies}: ${size} bytes in, ${reply.length} bytes out`);
    });
  }
}

let flags: { host?: string; port?: string } | undefined;
try {
  flags = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
} catch {}
const port = flags?.port ?? '12000';
if (flags && /^\d{1,5}$/.test(port) && Number(port) < 65536) {
  new CapitalServer(flags.host ?? '0.0.0.0', Number(port));
} else {
  console.error('Usage: server [--port N] [--host H]');
  process.exitCode = 2;
}
