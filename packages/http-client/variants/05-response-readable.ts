// variant of: 05-response
// differs: reads with socket.read() in 'readable', unshifts what it does not need, and waits for stdout (backpressure)
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { parseArgs } from 'node:util';

class Connection {
  readonly socket = new Socket();
  #failure: NodeJS.ErrnoException | undefined;

  constructor() {
    this.socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure = error;
    });
  }

  /** The next bytes, at most so many; none when the server has ended. */
  async next(most = Number.POSITIVE_INFINITY): Promise<Buffer> {
    for (;;) {
      const bytes = this.socket.read() as Buffer | null;
      if (bytes) {
        if (bytes.length > most) this.socket.unshift(bytes.subarray(most));
        return bytes.subarray(0, most);
      }
      if (this.#failure) throw this.#failure;
      if (this.socket.readableEnded || this.socket.destroyed) return Buffer.alloc(0);
      await new Promise<void>((resolve) => {
        const happened = () => {
          for (const name of ['readable', 'end', 'close', 'error']) this.socket.off(name, happened);
          resolve();
        };
        for (const name of ['readable', 'end', 'close', 'error']) this.socket.once(name, happened);
      });
    }
  }

  /** A line with its end. */
  async line(): Promise<string> {
    let line = Buffer.alloc(0);
    for (;;) {
      const bytes = await this.next();
      if (bytes.length === 0) throw new Error('The server hung up in the middle of a line');
      const newline = bytes.indexOf(0x0a) + 1;
      if (newline > 0 && newline < bytes.length) this.socket.unshift(bytes.subarray(newline));
      line = Buffer.concat([line, newline > 0 ? bytes.subarray(0, newline) : bytes]);
      if (newline > 0) return line.toString('latin1');
    }
  }
}

async function print(data: string | Buffer): Promise<void> {
  const hasRoom = typeof data === 'string' ? process.stdout.write(data, 'latin1') : process.stdout.write(data);
  if (!hasRoom) await once(process.stdout, 'drain');
}

async function copy(connection: Connection, count: number): Promise<void> {
  while (count > 0) {
    const bytes = await connection.next(count);
    if (bytes.length === 0) throw new Error(`The server hung up, ${count} bytes too soon`);
    count -= bytes.length;
    await print(bytes);
  }
}

async function converse({ host, port, path }: { host: string; port: number; path: string }): Promise<void> {
  const connection = new Connection();
  const { socket } = connection;
  console.log('Socket created');
  const { address } = await lookup(host, { family: 4 }).catch(() => {
    throw new Error('Hostname could not be resolved');
  });
  console.log(`The IP address of ${host} is ${address}`);
  socket.connect(port, address);
  await once(socket, 'connect');
  console.log(`Socket connected to ${host} on ip ${address}`);
  await new Promise((sent) =>
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`, sent),
  );
  console.log('Message sent successfully');

  const statusLine = await connection.line();
  await print(statusLine);
  let framing: 'close' | 'chunks' | number = 'close';
  for (let line = ''; line.trim() !== '' || line === ''; ) {
    line = await connection.line();
    await print(line);
    const [name = '', ...value] = line.toLowerCase().split(':');
    if (name === 'transfer-encoding') framing = 'chunks';
    if (name === 'content-length' && framing === 'close') framing = Number(value.join(':'));
  }
  if (/^HTTP\/\S+ (?:204|304)\b/.test(statusLine)) framing = 0;

  if (framing === 'chunks') {
    for (let size = -1; size !== 0; ) {
      size = Number.parseInt(await connection.line(), 16);
      await copy(connection, size);
      if (size > 0) await connection.line();
    }
    while ((await connection.line()).trim() !== '');
  } else if (framing === 'close') {
    for (let bytes = await connection.next(); bytes.length > 0; bytes = await connection.next()) await print(bytes);
  } else {
    await copy(connection, framing);
  }
  socket.destroy();
}

const options = { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } as const;
try {
  const { host = 'www.google.com', port = '80', path = '/' } = parseArgs({ options }).values;
  if (!/^\d+$/.test(port) || Number(port) > 65535) throw new Error('PORT is a whole number from 0 to 65535');
  converse({ host, port: Number(port), path }).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
} catch (error) {
  console.error(`Usage: 05-response [--host HOST] [--port PORT] [--path PATH] (${(error as Error).message})`);
  process.exitCode = 2;
}
