// variant of: server
// differs: async functions; events.on in a loop, events.once for the ready line; one datagram after the other
import dgram from 'node:dgram';
import { on, once } from 'node:events';
import { parseArgs, promisify } from 'node:util';

function readFlags() {
  try {
    const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string', default: '12000' } } });
    if (/^\d+$/.test(values.port) && Number(values.port) <= 65535) return values;
  } catch {
    // The usage says it.
  }
  console.error('usage: server [--port PORT] [--host HOST]');
  return process.exit(2);
}

const { host, port } = readFlags();
const socket = dgram.createSocket('udp4');
const send: (text: string, port: number, address: string) => Promise<unknown> = promisify(socket.send).bind(socket);

try {
  const datagrams = on(socket, 'message');
  socket.bind(Number(port), host);
  await once(socket, 'listening');
  console.log('The server is ready to receive on %s:%d', host ?? '*', socket.address().port);
  for await (const [message, source] of datagrams) {
    console.log('Message received from', source.address, 'port', source.port);
    await send(String(message).toUpperCase(), source.port, source.address).catch(({ code }) => console.error(code));
  }
} catch (error) {
  console.error('Bind failed: %s', (error as NodeJS.ErrnoException).code);
  process.exitCode = 1;
}
