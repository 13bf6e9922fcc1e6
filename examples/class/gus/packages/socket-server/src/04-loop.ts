import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host || '0.0.0.0';
const port = parseInt(values.port || '8888');

let client: net.Socket;
let text = '';

const server = net.createServer();
server.on('connection', socket => {
  client = socket;
  console.log(`Connected with ${client.remoteAddress}:${client.remotePort}`);
  client.on('data', data => {
    text += data;
    const lines = text.split('\n');
    text = lines.pop()!;
    lines.forEach(line => client.write(`OK...${line}\n`));
  });
  client.on('end', () => client.end());
});
server.listen(port, host, () => {
  const address = server.address() as net.AddressInfo;
  console.log(`Socket now listening on ${address.address}:${address.port}`);
});
