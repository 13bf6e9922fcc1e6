// variant of: 04-loop
// differs: a Transform in a pipeline from each connection to itself; bytes, no text; the CR stays in the line
import net from 'node:net';
import { pipeline, Transform } from 'node:stream';
import { parseArgs } from 'node:util';

const OK = Buffer.from('OK...');
const CRLF = Buffer.from('\r\n');

class Answers extends Transform {
  #rest: Buffer = Buffer.alloc(0);

  override _transform(chunk: Buffer, _encoding: string, next: () => void): void {
    let bytes = Buffer.concat([this.#rest, chunk]);
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
      this.push(Buffer.concat([OK, bytes.subarray(0, end), CRLF]));
      bytes = bytes.subarray(end + 1);
    }
    this.#rest = bytes;
    next();
  }
}

const { host, port } = flags();
const server = new net.Server({ allowHalfOpen: true });
server.on('connection', (socket) => {
  pipeline(socket, new Answers(), socket, () => console.log('Un cliente menos'));
});
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => {
  const { address, port } = server.address() as net.AddressInfo;
  console.log(`Socket now listening on ${address}:${port}`);
});

function flags(): { host: string; port: number } {
  try {
    const { values } = parseArgs({
      options: { host: { type: 'string', default: '0.0.0.0' }, port: { type: 'string', default: '8888' } },
    });
    const port = Number(values.port);
    if (values.port.match(/^\d+$/) && port < 65536) return { host: values.host, port };
    throw new Error('PORT is a whole number from 0 to 65535');
  } catch (error) {
    console.error((error as Error).message);
    console.error('Usage: 04-loop [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}
