import dns from 'node:dns';
import net from 'node:net';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } },
});

const host = values.host ?? 'www.google.com';
const port = Number(values.port ?? 80);
const path = values.path ?? '/';

const s = new net.Socket();
console.log('Socket created');

// remote_ip = socket.gethostbyname(host)
dns.lookup(host, 4, (error, remoteIp) => {
  if (error) {
    console.log('Hostname could not be resolved');
    process.exit(1);
  }
  console.log('The IP address of ' + host + ' is ' + remoteIp);

  s.connect(port, remoteIp, () => {
    console.log('Socket connected to ' + host + ' on ip ' + remoteIp);

    // s.sendall(message)
    const message = `GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`;
    s.write(message, () => {
      console.log('Message sent successfully');
    });
  });
});

// reply = s.recv(4096)
s.once('data', (reply) => {
  console.log(reply.toString());
  s.destroy();
});

s.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
