import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host || '0.0.0.0';
const port = parseInt(values.port || '8888');

const server = net.createServer();
console.log('Socket created');
server.listen(port, host);
console.log(`Socket bound to ${host}:${port}`);

process.exit(0);
