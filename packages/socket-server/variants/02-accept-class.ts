// variant of: 02-accept
// differs: a class, one connection at most by `maxConnections`, destroySoon
import net from 'node:net';
import { parseArgs } from 'node:util';

class Greeter extends net.Server {
  constructor() {
    super({ noDelay: true });
    this.maxConnections = 1;
    this.once('connection', this.greet);
    this.once('error', this.giveUp);
    this.once('close', () => console.log('Todo cerrado.'));
  }

  greet(socket: net.Socket): void {
    const { address, port } = net.SocketAddress.parse(`${socket.remoteAddress}:${socket.remotePort}`) ?? {
      address: socket.remoteAddress,
      port: socket.remotePort,
    };
    console.log(`Hola. Connected with ${address}:${port}`);
    socket.destroySoon();
    this.close();
  }

  giveUp(error: NodeJS.ErrnoException): void {
    console.error(`Bind failed: ${error.code}`);
    process.exitCode = 1;
  }
}

const greeter = new Greeter();
greeter.listen({ ...flags(), backlog: 10 }, () => {
  const { address, port } = greeter.address() as net.AddressInfo;
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
    console.error('Usage: 02-accept [--port PORT] [--host HOST]');
    return process.exit(2);
  }
}
