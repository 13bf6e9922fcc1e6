import { connect } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { StringDecoder } from 'node:string_decoder';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
const host = values.host ?? '127.0.0.1';
const port = Number(values.port);

console.log(`Connecting to ${host} port ${port}`);
const socket = connect({ host, port });

const rl = createInterface({ input: process.stdin });
const { value: line = '' } = await rl[Symbol.asyncIterator]().next();

console.log(`Sending ${line}`);
socket.write(line);

const decoder = new StringDecoder('utf8');
// The server closes when it has sent everything, so the loop ends by itself... right?
for await (const data of socket) {
  for (let at = 0; at < data.length; at += 16) {
    console.log(`Received: ${decoder.write(data.subarray(at, at + 16))}`);
  }
}

console.log('Closing connection to the server');
socket.end();
