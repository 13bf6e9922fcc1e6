import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host ?? '0.0.0.0';
const port = Number(values.port ?? 12000);

const server = net.createServer((socket) => {
  console.log(`Connection from ${socket.remoteAddress}:${socket.remotePort}`);
  // sentence = connectionSocket.recv(1024)
  socket.once('data', (sentence) => {
    socket.write(sentence.toString().toUpperCase());
    socket.end();
  });
});

server.on('error', (error) => {
  console.error(`Bind failed: ${error.message}`);
  process.exit(1);
});

server.listen(port, host, 5, () => {
  const { port: p } = server.address() as net.AddressInfo;
  console.log(`The server is ready to receive on ${host}:${p}`);
});
