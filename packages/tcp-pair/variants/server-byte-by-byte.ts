// variant of: server
// differs: looks at every byte; accepts through events.on; pauses the socket once the line is there; destroySoon
import { on } from 'node:events';
import { type AddressInfo, Server, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

/** Collects bytes up to a newline, with room that doubles. */
function lineCollector(onLine: (line: Uint8Array) => void) {
  let line = new Uint8Array(256);
  let length = 0;
  return {
    take(bytes: Uint8Array): void {
      for (const byte of bytes) {
        if (length === line.length) {
          const larger = new Uint8Array(line.length * 2);
          larger.set(line);
          line = larger;
        }
        line[length++] = byte;
        if (byte === 10) {
          onLine(line.slice(0, length));
          return;
        }
      }
    },
    flush(): void {
      onLine(line.slice(0, length));
    },
  };
}

function serve(socket: Socket): void {
  console.log(`Connection from ${socket.remoteAddress}:${socket.remotePort}`);
  const collector = lineCollector((line) => {
    socket.removeListener('data', collector.take).removeListener('end', collector.flush).pause();
    socket.write(Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(line).toUpperCase()));
    socket.destroySoon();
  });
  socket.on('data', collector.take).on('end', collector.flush);
  socket.on('error', () => socket.destroy());
}

const flags = (() => {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return { port: 'none' };
  }
})();
const port = flags.port ?? '12000';
if (!/^\d+$/.test(port) || +port > 65535) {
  console.error('usage: server [--port PORT] [--host HOST]');
  process.exit(2);
}

const server = new Server({ allowHalfOpen: true, noDelay: true });
server.listen({ host: flags.host ?? '0.0.0.0', port: +port, backlog: 5 });
server.on('listening', () => {
  const bound = server.address() as AddressInfo;
  process.stdout.write(`The server is ready to receive on ${bound.address}:${bound.port}\n`);
});
try {
  for await (const [socket] of on(server, 'connection')) serve(socket);
} catch (error) {
  console.error(`Bind failed: ${(error as NodeJS.ErrnoException).code}`);
  process.exitCode = 1;
}
