// variant of: server
// differs: async functions, `for await` over the socket, events.once for the ready line; a StringDecoder keeps cut characters
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';

async function readLine(socket: Socket): Promise<string> {
  const decoder = new StringDecoder('utf8');
  let text = '';
  // A plain `break` out of `for await (… of socket)` would destroy the socket, and with it the answer.
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += decoder.write(chunk);
    const end = text.indexOf('\n');
    if (end !== -1) return text.slice(0, end + 1);
  }
  return text + decoder.end();
}

async function serve(socket: Socket): Promise<void> {
  console.log('Connection from %s:%d', socket.remoteAddress, socket.remotePort);
  try {
    const line = await readLine(socket);
    socket.on('error', (error) => console.error(error.message));
    socket.end(line.toUpperCase());
    socket.resume();
  } catch (error) {
    console.error(`client lost: ${(error as NodeJS.ErrnoException).code}`);
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string', default: '12000' } } });
  if (!/^\d+$/.test(values.port) || Number(values.port) > 65535) throw new TypeError('the port is no port');
  const server = createServer({ allowHalfOpen: true }, serve);
  const host = values.host ?? '0.0.0.0';
  try {
    server.listen(Number(values.port), host, 5);
    await once(server, 'listening');
    console.log(`The server is ready to receive on ${host}:${(server.address() as AddressInfo).port}`);
  } catch (error) {
    console.error('Bind failed:', (error as NodeJS.ErrnoException).code);
    process.exitCode = 1;
  }
}

main().catch((error: Error) => {
  console.error(`usage: server [--port PORT] [--host HOST]: ${error.message}`);
  process.exitCode = 2;
});
