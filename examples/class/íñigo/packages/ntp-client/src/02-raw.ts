// La hora, a mano. Íñigo Etxeberria, práctica 5
import dgram, { type Socket } from 'node:dgram';
import { parseArgs } from 'node:util';

function opciones() {
  try {
    const { host = 'pool.ntp.org', port = '123', timeout = '5000' } = parseArgs({
      options: { host: { type: 'string' }, port: { type: 'string' }, timeout: { type: 'string' } },
    }).values;
    if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return { host, port: Number(port), timeout: Number(timeout) };
  } catch {}
  console.error('Usage: 02-raw [--host HOST] [--port PORT] [--timeout MS]');
  return process.exit(2);
}

/** Un instante, en milisegundos desde 1970. */
class Marca {
  static readonly ORIGEN = Date.UTC(1900, 0, 1); // negativo
  static readonly VUELTA = 2 ** 32 * 1000;
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }

  static ahora() {
    return new Marca(performance.timeOrigin + performance.now());
  }

  static leer(paquete: Buffer, donde: number) {
    const alto = paquete.readUInt32BE(donde);
    const bajo = paquete.readUInt32BE(donde + 4);
    const ms = alto * 1000 + (bajo * 1000) / 2 ** 32 + Marca.ORIGEN;
    return new Marca(alto < 2 ** 31 ? ms + Marca.VUELTA : ms);
  }

  escribir(paquete: Buffer, donde: number) {
    const total = (this.ms - Marca.ORIGEN) / 1000;
    paquete.writeUInt32BE(Math.floor(total) % 2 ** 32, donde);
    paquete.writeUInt32BE(Math.floor((total % 1) * 2 ** 32), donde + 4);
  }

  /** Con la zona de esta tierra: 2026-01-02T04:04:05.750+01:00 */
  toString() {
    return new Date(this.ms + 3_600_000).toISOString().replace('Z', '+01:00');
  }
}

class Relojero {
  private readonly pregunta = Buffer.alloc(48);
  private readonly socket: Socket = dgram.createSocket('udp4');
  private readonly salida: Marca;
  private readonly espera: NodeJS.Timeout;

  constructor(host: string, port: number, timeout: number) {
    this.espera = setTimeout(() => this.callar(`Sin respuesta en ${timeout} ms`), timeout);
    this.socket.on('error', (error: NodeJS.ErrnoException) => this.callar(`No se pudo: ${error.code ?? error.message}`));
    this.socket.on('message', (paquete) => this.recibir(paquete, Marca.ahora()));
    this.pregunta.writeUInt8((4 << 3) + 3);
    this.salida = Marca.ahora();
    // conectado: así el sistema solo deja pasar lo que viene del servidor
    this.socket.connect(port, host, () => {
      this.salida.escribir(this.pregunta, 40);
      this.socket.send(this.pregunta);
    });
  }

  private recibir(paquete: Buffer, llegada: Marca) {
    if (paquete.length < 48) return this.callar(`Paquete corto: ${paquete.length} bytes`);
    if (Buffer.compare(paquete.subarray(24, 32), this.pregunta.subarray(40)) !== 0) {
      console.log('Una respuesta que no es mía, sigo esperando');
      return;
    }
    const [primero = 0, estrato = 0] = paquete;
    if (primero % 8 !== 4) return this.callar(`Modo ${primero % 8}, no es un servidor`);
    if (estrato === 0) return this.callar(`Beso de la muerte: ${paquete.toString('ascii', 12, 16)}`);
    const recibido = Marca.leer(paquete, 32);
    const enviado = Marca.leer(paquete, 40);
    const { address, port } = this.socket.remoteAddress();
    console.log(`Response received from ${address}:${port}`);
    console.log(`Time = ${enviado}`);
    console.log(`Offset = ${(recibido.ms - this.salida.ms + enviado.ms - llegada.ms) / 2 / 1000}`);
    console.log(`Delay = ${(llegada.ms - this.salida.ms - (enviado.ms - recibido.ms)) / 1000} s`);
    this.cerrar();
  }

  private callar(motivo: string) {
    console.error(motivo);
    process.exitCode = 1;
    this.cerrar();
  }

  private cerrar() {
    clearTimeout(this.espera);
    this.socket.close();
  }
}

const { host, port, timeout } = opciones();
new Relojero(host, port, timeout);
