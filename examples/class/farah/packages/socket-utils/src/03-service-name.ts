import dns from 'node:dns';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } },
});

// name = socket.getservbyport(port, protocol)
function getservbyport(port: number, protocol: string) {
  dns.lookupService('127.0.0.1', port, (error, _host, name) => {
    if (error || name === String(port)) {
      console.error('no service on port ' + port);
      process.exitCode = 1;
      return;
    }
    console.log('Protocol %s, port %d => name [%s]', protocol, port, name);
  });
}

if (values.port) {
  getservbyport(Number(values.port), values.protocol ?? 'tcp');
} else {
  getservbyport(25, 'tcp');
  getservbyport(53, 'udp');
}
