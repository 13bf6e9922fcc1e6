import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import getPort, { portNumbers } from 'get-port';

/** Below the range from which systems take ports for outgoing connections (Linux 32768, IANA 49152), so that none of those is in the way. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_000;

/** A TCP port on which nothing listens now, on any address; not given out twice by this process. */
export async function freeTcpPort(): Promise<number> {
  return getPort({ port: portNumbers(...range()), reserve: true });
}

/** A UDP port to which nothing is bound now: taken by binding to it, since get-port probes TCP only. */
export async function freeUdpPort(): Promise<number> {
  for (const port of portNumbers(...range())) {
    const socket = createSocket('udp4');
    try {
      socket.bind(port, '0.0.0.0');
      await once(socket, 'listening');
      return port;
    } catch {
      // In use: the next one.
    } finally {
      socket.close();
    }
  }
  throw new Error(`No free UDP port between ${FIRST_PORT} and ${LAST_PORT}.`);
}

/** Several runs on one machine begin their search at different places. */
function range(): [number, number] {
  return [FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT - 1000)), LAST_PORT];
}
