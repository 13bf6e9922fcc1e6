import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
});

const host = values.host ?? 'www.google.com';
const s = new net.Socket();
console.log('Socket created');

// remote_ip = socket.gethostbyname(host)
dns.lookup(host, 4, (error, remoteIp) => {
  if (error) {
    console.log('Hostname could not be resolved');
    process.exit(1);
  }
  console.log('The IP address of ' + host + ' is ' + remoteIp);
});
