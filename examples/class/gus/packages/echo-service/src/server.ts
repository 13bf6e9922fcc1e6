import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host || '0.0.0.0';
const port = parseInt(values.port || '');

const server = net.createServer();
server.on('connection', socket => {
  socket.on('data', data => socket.write(data));
  socket.on('end', () => socket.end());
});
server.listen(port, host);
console.log(`Starting up echo server on ${host} port ${port}`);

process.exit(0);
