import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } });
const host = values.host || 'www.google.com';
const port = parseInt(values.port || '80');

const socket = new net.Socket();
console.log('Socket created');
process.exit(0);
