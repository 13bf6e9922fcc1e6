// variant of: 02-resolve
// differs: CommonJS; a class; a chain of promises made by reduce; IPv4 first by setDefaultResultOrder
const dns = require('node:dns');
const { isIPv4 } = require('node:net');
const { parseArgs } = require('node:util');

dns.setDefaultResultOrder('ipv4first');

class Resolver {
  faults = 0;

  async answer(name: string): Promise<void> {
    try {
      const { address } = await dns.promises.lookup(name);
      if (!isIPv4(address)) throw Object.assign(new Error('only IPv6'), { code: 'ENOTFOUND' });
      console.log('IP address [%s] of [%s]', address, name);
    } catch (error) {
      this.faults++;
      console.error('The name %s: %s', name, (error as NodeJS.ErrnoException).code);
    }
  }
}

function main(): Promise<number> {
  let names: string[];
  try {
    const options = { host: { type: 'string' }, port: { type: 'string' } };
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    if (values.port !== undefined && !(/^\d+$/.test(values.port) && Number(values.port) <= 65535)) throw new Error();
    names = positionals.length > 0 ? positionals : ['localhost'];
  } catch {
    console.error('Usage: 02-resolve [NAME…] [--host HOST] [--port PORT]');
    return Promise.resolve(2);
  }
  const resolver = new Resolver();
  const chain = names.reduce((before, name) => before.then(() => resolver.answer(name)), Promise.resolve());
  return chain.then(() => (resolver.faults > 0 ? 1 : 0));
}

main().then((code) => {
  process.exitCode = code;
});
