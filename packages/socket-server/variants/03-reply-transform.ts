// variant of: 03-reply
// differs: a Transform in a pipeline from the connection to itself
import net from 'node:net';
import { Transform } from 'node:stream';
import { parseArgs } from 'node:util';

const { host, port } = flags();

/** Lets the first line pass, and calls `done` behind it. */
function firstLine(done: () => void): Transform {
  let isOver = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      const end = chunk.indexOf('\n');
      if (isOver) return next();
      if (end < 0) return next(null, chunk);
      isOver = true;
      this.push(chunk.subarray(0, end + 1));
      next();
      done();
    },
  });
}

const server = net.createServer({ allowHalfOpen: true }, (socket) => {
  server.close();
  socket.on('error', (error) => console.error(error.message));
  const held: Buffer[] = [];
  const line = firstLine(() => {
    socket.write(Buffer.concat(held));
    socket.end();
  });
  line.on('data', (part: Buffer) => held.push(part));
  line.on('end', () => socket.end());
  socket.pipe(line);
});
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exitCode = 1;
});
server.listen({ host, port, exclusive: true }, () => {
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
    console.error('Usage: 03-reply [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}
