import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
});

// s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
const s = new net.Socket();
console.log('Socket created');
