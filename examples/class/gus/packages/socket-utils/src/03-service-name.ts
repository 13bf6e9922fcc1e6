import fs from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } } });

const files = ['C:\\Windows\\System32\\drivers\\etc\\services', '/etc/services', new URL('../services.txt', import.meta.url)];
const file = files.find(f => fs.existsSync(f));

const services: Record<string, string> = {};
for (const line of fs.readFileSync(file, 'utf8').split(/\r?\n/)) {
  const [name, port] = line.replace(/#.*/, '').trim().split(/[ \t]+/);
  if (port && !(port in services)) services[port] = name;
}

function print(port, protocol) {
  const name = services[`${port}/${protocol}`];
  if (!name) {
    console.log(`Protocol ${protocol}, port ${port}: no service`);
    process.exit(1);
  }
  console.log(`Protocol ${protocol}, port ${port} => name [${name}]`);
}

if (values.port) {
  print(parseInt(values.port), values.protocol || 'tcp');
} else {
  print(25, 'tcp');
  print(53, 'udp');
}
