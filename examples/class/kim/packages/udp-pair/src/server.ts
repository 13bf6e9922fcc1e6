/** Capital letters over UDP: datagrams as a stream of objects, in, through and out. */
import { createSocket, type RemoteInfo } from 'node:dgram';
import { Readable, Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

interface Datagram {
  data: Buffer;
  peer: RemoteInfo;
}

function flags() {
  try {
    return parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } }).values;
  } catch {
    return { port: 'unknown flag' };
  }
}

const { host = '0.0.0.0', port = '12000' } = flags();
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  process.stderr.write('Usage: server [--port PORT] [--host HOST]\n');
  process.exit(2);
}

const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 });

const incoming = new Readable({ objectMode: true, highWaterMark: 4096, read() {} });
socket.on('message', (data, peer) => incoming.push({ data, peer }));

const shout = new Transform({
  objectMode: true,
  transform({ data, peer }: Datagram, _encoding, done) {
    console.log(`Message received from ${peer.address} port ${peer.port}`);
    done(null, { data: Buffer.from(data.toString().toUpperCase()), peer });
  },
});

const outgoing = new Writable({
  objectMode: true,
  write({ data, peer }: Datagram, _encoding, done) {
    socket.send(data, peer.port, peer.address, (error) => {
      if (error) process.stderr.write(`${peer.address}:${peer.port}: ${error.message}\n`);
      done();
    });
  },
});

socket.on('error', (error: NodeJS.ErrnoException) => {
  process.stderr.write(`Bind failed: ${error.code}\n`);
  process.exit(1);
});

socket.bind({ port: Number(port), address: host, exclusive: true }, () => {
  const bound = socket.address();
  console.log(`The server is ready to receive on ${bound.address}:${bound.port}`);
});

await pipeline(incoming, shout, outgoing);
