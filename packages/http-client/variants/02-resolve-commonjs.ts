// variant of: 02-resolve
// differs: CommonJS, an address is not looked up at all, the order of addresses is set for the whole program
const dns: typeof import('node:dns') = require('node:dns');
const net: typeof import('node:net') = require('node:net');
const { parseArgs }: typeof import('node:util') = require('node:util');

dns.setDefaultResultOrder('ipv4first');

function read(): Record<string, string | undefined> {
  try {
    const type = 'string' as const;
    return parseArgs({ options: { host: { type }, port: { type }, path: { type } } }).values;
  } catch {
    return { port: 'wrong' };
  }
}

const { host = 'www.google.com', port = '80' } = read();
if (!/^\d+$/.test(port) || Number(port) > 65535) {
  console.error('Usage: 02-resolve [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
}

const socket = new net.Socket();
console.log('Socket created');

const say = (address: string) => console.log('The IP address of %s is %s', host, address);

if (net.isIP(host)) {
  say(host);
} else {
  dns.lookup(host, (error, address) => {
    if (!error) return say(address);
    console.error('Hostname could not be resolved');
    process.exitCode = 1;
  });
}
socket.unref();
