// variant of: 03-reply
// differs: a class, a StringDecoder, who comes later is closed at once (`maxConnections`) as long as the first is there
import net from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';

class Conversation {
  readonly #decoder = new StringDecoder('utf8');
  readonly #socket: net.Socket;
  #line = '';

  constructor(socket: net.Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('error', ({ message }) => console.error(`Se cortó la conexión: ${message}`));
  }

  #take(chunk: Buffer): void {
    if (this.#line.endsWith('\n')) return;
    for (const character of this.#decoder.write(chunk)) {
      this.#line += character;
      if (character !== '\n') continue;
      this.#socket.write(this.#line, () => this.#socket.end());
      return;
    }
  }
}

const { host, port } = flags();
const server = new net.Server();
server.maxConnections = 1;
server.once('connection', (socket) => {
  const conversation = new Conversation(socket);
  socket.once('close', () => {
    server.close();
    console.log('Fin', typeof conversation);
  });
});
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(`Bind failed: ${error.code}`);
  process.exitCode = 1;
});
server.listen({ host, port }, () => {
  console.log(`Socket now listening on ${host}:${(server.address() as net.AddressInfo).port}`);
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
