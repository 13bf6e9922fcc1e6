// variant of: 04-request
// differs: a class for each step, a pipeline from an array, log lines in Spanish
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

class Request {
  readonly #lines: string[];

  constructor({ host, port, path }: { host: string; port: number; path: string }) {
    this.#lines = [
      `GET ${path} HTTP/1.1`,
      `Host: ${host}:${port}`,
      'Accept-Encoding: identity',
      'Connection: TE, close',
      'TE: trailers',
      '',
    ];
  }

  *[Symbol.iterator](): Generator<string> {
    for (const line of this.#lines) yield `${line}\r\n`;
  }

  async send(socket: Socket): Promise<void> {
    await pipeline(Readable.from(this), socket, { end: false });
  }
}

class Client {
  async run(flags: { host: string; port: number; path: string }): Promise<void> {
    const { host, port } = flags;
    console.log('Socket created');
    const { address } = await lookup(host, { family: 4 });
    console.log(`The IP address of ${host} is ${address}`);
    const socket = connect({ host: address, port, noDelay: true });
    await once(socket, 'connect');
    console.log(`Socket connected to ${host} on ip ${socket.remoteAddress}`);
    console.log('Enviando la petición…');
    await new Request(flags).send(socket);
    await new Promise((resolve) => socket.write('', resolve)); // behind all that was written before
    console.log('Message sent successfully');
    socket.destroy();
  }
}

const options = { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } as const;
let flags: { host: string; port: number; path: string } | undefined;
try {
  const { host = 'www.google.com', port = '80', path = '/' } = parseArgs({ options }).values;
  if (/^\d+$/.test(port) && Number(port) <= 65535) flags = { host, port: Number(port), path };
} catch {
  // wrong flags
}
if (flags) {
  await new Client().run(flags).catch((error: NodeJS.ErrnoException) => {
    console.error(error.syscall === 'getaddrinfo' ? 'Hostname could not be resolved' : `Fallo: ${error.code}`);
    process.exitCode = 1;
  });
} else {
  console.error('Uso: 04-request [--host NOMBRE] [--port PUERTO] [--path RUTA]');
  process.exitCode = 2;
}
