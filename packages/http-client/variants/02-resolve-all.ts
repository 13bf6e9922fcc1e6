// variant of: 02-resolve
// differs: asks for all addresses and takes the first IPv4 one, else the first
import dns, { type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import net from 'node:net';
import { parseArgs } from 'node:util';

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const host = hostOfFlags();
  const socket = new net.Socket();
  console.log('Socket created');
  console.log(`The IP address of ${host} is ${await resolve(host)}`);
  socket.destroy();
  await once(socket, 'close');
}

function resolve(host: string): Promise<string> {
  return new Promise((found, failed) => {
    dns.lookup(host, { all: true, verbatim: true }, (error, addresses: LookupAddress[]) => {
      const best = addresses?.find(({ family }) => family === 4) ?? addresses?.[0];
      if (error || !best) failed(new Error('Hostname could not be resolved'));
      else found(best.address);
    });
  });
}

function hostOfFlags(): string {
  const options = { host: { type: 'string' }, port: { type: 'string' }, path: { type: 'string' } } as const;
  try {
    const { host = 'www.google.com', port = '80' } = parseArgs({ options }).values;
    const number = Number.parseInt(port, 10);
    if (String(number) === port && number >= 0 && number <= 65535) return host;
  } catch {
    // told below
  }
  console.error('Usage: 02-resolve [--host HOST] [--port PORT] [--path PATH]');
  process.exit(2);
}
