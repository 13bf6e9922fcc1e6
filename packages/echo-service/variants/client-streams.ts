// variant of: client
// differs: stream.pipeline into a Transform of pieces and a Writable that prints through TextDecoder; lines of its own in Spanish
import { connect } from 'node:net';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

const TROZO = 16;

/** Corta lo que llega en trozos de 16 bytes como mucho, y termina cuando ha pasado todo. */
class Cortador extends Transform {
  faltan: number;

  constructor(total: number) {
    super({ readableObjectMode: true });
    this.faltan = total;
  }

  override _transform(bytes: Buffer, _: BufferEncoding, listo: () => void) {
    for (let i = 0; i < bytes.length && this.faltan > 0; i += TROZO) {
      const trozo = bytes.subarray(i, i + TROZO);
      this.faltan -= trozo.length;
      this.push(trozo);
    }
    listo();
    if (this.faltan <= 0) this.emit('completo');
  }
}

function imprimir() {
  const decodificador = new TextDecoder('utf-8', { ignoreBOM: true });
  return new Writable({
    objectMode: true,
    write(trozo: Uint8Array, _, listo) {
      const texto = decodificador.decode(trozo, { stream: true });
      if (texto.length > 0) process.stdout.write('Received: ' + texto + '\n');
      listo();
    },
  });
}

async function primeraLinea(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let texto = '';
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (parte) => {
    texto += parte;
    if (texto.includes('\n')) process.stdin.destroy();
  });
  process.stdin.on('close', () => resolve(texto));
  return (await promise).split('\n', 1).join();
}

async function conversar(host: string, port: number) {
  console.log(`Connecting to ${host} port ${port}`);
  const enchufe = connect({ host, port });
  const conectado = new Promise((si, no) => enchufe.once('connect', si).once('error', no));
  await conectado;
  console.log('Conectado. Escriba una línea:');
  enchufe.on('error', () => process.stdin.destroy());

  const linea = await primeraLinea();
  if (enchufe.errored) throw enchufe.errored;
  console.log(`Sending ${linea}`);
  const bytes = Buffer.from(linea, 'utf8');
  if (bytes.length > 0) {
    enchufe.write(bytes);
    const cortador = new Cortador(bytes.length);
    cortador.once('completo', () => cortador.end());
    try {
      await pipeline(enchufe, cortador, imprimir());
    } catch (error) {
      if (cortador.faltan > 0) throw error;
    }
    if (cortador.faltan > 0) throw new Error(`El servidor ha cerrado: faltan ${cortador.faltan} bytes`);
  }
  console.log('Closing connection to the server');
  enchufe.destroy();
}

function uso(): never {
  console.error('Uso (usage): client --port PUERTO [--host MÁQUINA]');
  process.exit(2);
}

function opciones() {
  try {
    return parseArgs({
      options: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string', default: '' } },
    }).values;
  } catch {
    return uso();
  }
}

const { host, port } = opciones();
if (!/^\d+$/.test(port) || Number(port) > 65_535) uso();
conversar(host, Number(port)).catch((error: NodeJS.ErrnoException) => {
  console.error(error.code ?? error.message);
  process.exitCode = 1;
});
