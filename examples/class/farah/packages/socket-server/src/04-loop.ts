import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host ?? '0.0.0.0';
const port = Number(values.port ?? 8888);

const server = net.createServer((socket) => {
  console.log(`Connected with ${socket.remoteAddress}:${socket.remotePort}`);
  let buffer = '';
  socket.setEncoding('utf8');
  socket.on('data', (data) => {
    buffer += data;
    // take the whole lines out of the buffer, one by one
    let line = '';
    while (buffer.includes('\n')) {
      line = buffer.slice(0, buffer.indexOf('\n'));
      console.log(`line: ${line}`);
      buffer.replace(`${line}\n`, '');
    }
    if (line) socket.write(`OK...${line}\n`);
  });
});

server.on('error', (error) => {
  console.error(`Bind failed: ${error.message}`);
  process.exit(1);
});

server.listen(port, host, () => {
  const { port: p } = server.address() as net.AddressInfo;
  console.log(`Socket now listening on ${host}:${p}`);
});
