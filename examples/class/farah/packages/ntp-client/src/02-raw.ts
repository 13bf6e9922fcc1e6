import dgram from 'node:dgram';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
});
const host = values.host ?? 'pool.ntp.org';
const port = Number(values.port ?? 123);
const timeout = Number(values.timeout ?? 5000);

const TIME1970 = 2208988800; // 1970-01-01 00:00:00

const client = dgram.createSocket('udp4');

// data = '\x1b' + 47 * '\0'
const data = Buffer.from('\x1b' + '\0'.repeat(47), 'latin1');
const t1 = Date.now() / 1000;

// client.settimeout(5)
const timer = setTimeout(() => {
  console.error(`No response within ${timeout} ms`);
  process.exit(1);
}, timeout);

// data, address = client.recvfrom(1024)
client.on('message', (data, address) => {
  if (address.address !== host || address.port !== port) return;
  if (data.length < 48) {
    console.error('the response is too short');
    process.exit(1);
  }
  clearTimeout(timer);
  const t4 = Date.now() / 1000;
  console.log(`Response received from ${address.address}:${address.port}`);

  // unpacked = struct.unpack('!12I', data)
  const unpacked = Array.from({ length: 12 }, (_, i) => data.readUInt32BE(4 * i)) as number[];
  const t = unpacked[8]! - TIME1970;
  console.log(`Time = ${new Date(t * 1000).toISOString()}`);
  console.log(`Offset = ${t - t4}`);
  console.log(`Delay = ${t4 - t1}`);
  client.close();
});

client.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});

// client.sendto(data, (host, port))
client.send(data, port, host);
