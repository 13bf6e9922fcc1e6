import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { parseArgs } from 'node:util';

const usage = (): never => {
  console.error('Usage: 03-reply [--port PORT] [--host HOST]');
  process.exit(2);
};

let host = '0.0.0.0';
let port = 8888;
try {
  const { values } = parseArgs({ options: { host: { type: 'string' }, port: { type: 'string' } } });
  if (values.host) host = values.host;
  if (values.port) port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
} catch {
  usage();
}
if (!(port >= 0 && port <= 65535)) usage();

/** Everything up to the newline, or to the end. The socket stays open. */
async function readLine(client: Socket): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of client.iterator({ destroyOnReturn: false })) {
    text += decoder.decode(bytes, { stream: true });
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end + 1);
  }
  return '';
}

const server = createServer({ allowHalfOpen: true });
try {
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address() as AddressInfo;
  console.log(`Socket now listening on ${bound.address}:${bound.port}`);
} catch (problem) {
  console.error(`Bind failed: ${(problem as NodeJS.ErrnoException).code}`);
  process.exit(1);
}

const [client] = (await once(server, 'connection')) as [Socket];
server.close();
try {
  client.end(await readLine(client));
  await once(client, 'finish');
  client.destroy();
} catch (problem) {
  console.error(`the client is gone: ${(problem as Error).message}`);
  process.exitCode = 1;
}
