// variant of: 03-service-name
// differs: one pattern over the whole text of the topic's own copy; Spanish lines around
import fs from 'node:fs/promises';
import { parseArgs } from 'node:util';

const text = await fs.readFile(new URL('../services.txt', import.meta.url), { encoding: 'utf8' });

function* preguntas(): Generator<[string, string]> {
  const { port, protocol } = banderas();
  if (port !== undefined) yield [protocol ?? 'tcp', port];
  else yield* [['tcp', '25'] as [string, string], ['udp', '53'] as [string, string]];
}

for (const [protocolo, puerto] of preguntas()) {
  const linea = new RegExp(`^([^#\\s]+)[ \\t]+${puerto}/${protocolo}(?=\\s|#|$)`, 'm').exec(text);
  if (linea) {
    process.stdout.write(`Protocol ${protocolo}, port ${puerto} => name [${linea[1]}]\n`);
    process.stdout.write('(según el registro de IANA)\n');
  } else {
    process.stderr.write(`no service: ${protocolo} ${puerto}\n`);
    process.exit(1);
  }
}

function banderas(): { port?: string; protocol?: string } {
  try {
    const options = { host: { type: 'string' }, port: { type: 'string' }, protocol: { type: 'string' } } as const;
    const { values } = parseArgs({ options });
    if (values.port !== undefined && (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)) throw new Error();
    return values;
  } catch {
    process.stderr.write('Uso: 03-service-name [--port PUERTO] [--protocol PROTOCOLO]\n');
    process.exit(2);
  }
}
