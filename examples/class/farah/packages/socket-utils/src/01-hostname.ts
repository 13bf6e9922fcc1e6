import dns from 'node:dns';
import os from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });

// host = socket.gethostname()
const host = values.host ?? os.hostname();

// ip = socket.gethostbyname(host)
dns.lookup(host, (error, ip) => {
  if (error) {
    console.error(error.message);
    process.exit(1);
  }
  // print("Host name [%s] and ip [%s]" % (host, ip))
  console.log('Host name [%s] and ip [%s]', host, ip);
});
