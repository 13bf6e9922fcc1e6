// variant of: server
// differs: a Transform that passes one line on in capital letters and then ends, between two ends of one socket
import { type AddressInfo, createServer } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';
import { parseArgs } from 'node:util';

/** Passes on the first line in capital letters; what stands behind it is swallowed. */
class FirstLine extends Transform {
  #pending: Buffer[] = [];
  #isOver = false;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    if (!this.#isOver) {
      const newline = chunk.indexOf('\n');
      this.#pending.push(newline === -1 ? chunk : chunk.subarray(0, newline + 1));
      if (newline !== -1) this.#passOn();
    }
    callback();
  }

  override _flush(callback: TransformCallback): void {
    if (!this.#isOver) this.#passOn();
    callback();
  }

  #passOn(): void {
    this.#isOver = true;
    this.push(Buffer.concat(this.#pending).toString('utf8').toUpperCase());
    this.push(null);
  }
}

function start(host: string, port: number): void {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const { remoteAddress = '?', remotePort = 0 } = socket;
    console.info(`[${new Date().toISOString()}] Connection from ${remoteAddress}:${remotePort}`);
    socket.on('error', () => console.info(`lost ${remoteAddress}:${remotePort}`));
    socket.pipe(new FirstLine()).pipe(socket);
  });
  server.on('error', ({ code }: NodeJS.ErrnoException) => {
    console.error(`Bind failed: ${code} (${host}:${port})`);
    process.exitCode = 1;
  });
  server.listen({ host, port, backlog: 5, exclusive: true }, () => {
    console.info('The server is ready to receive on ' + host + ':' + (server.address() as AddressInfo).port);
  });
}

try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
  const port = values.port ?? '12000';
  if (!/^\d+$/.test(port) || Number(port) > 65535) throw new Error(`no port: ${port}`);
  start(values.host ?? '0.0.0.0', Number(port));
} catch (error) {
  console.error(`Usage: server [--port PORT] [--host HOST]. ${(error as Error).message}`);
  process.exitCode = 2;
}
