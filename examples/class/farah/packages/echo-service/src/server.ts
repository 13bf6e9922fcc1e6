import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host ?? '0.0.0.0';
const port = Number(values.port);

const server = net.createServer((socket) => {
  const peer = `${socket.remoteAddress}:${socket.remotePort}`;
  let n = 0;
  socket.on('data', (data) => {
    n += data.length;
    socket.write(data);
  });
  socket.on('end', () => {
    console.log(`sent ${n} bytes back to ${peer}`);
  });
});

server.listen(port, host, () => {
  const { port: p } = server.address() as net.AddressInfo;
  console.log(`Starting up echo server on ${host} port ${p}`);
});
