import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { freeUdpPort } from '../program/free-port.ts';
import type { Recorder } from '../wire/recorder.ts';
import type { Chance } from './chance.ts';
import { UdpPeer } from './udp-peer.ts';
import { UdpServer } from './udp-server.ts';

interface UdpTalkOptions {
  host?: string;
  from?: string;
}

/** The grader's UDP ends in one check; all of them are closed when it is over. */
export class Udp {
  readonly #wire: Recorder;
  readonly #chance: Chance;
  readonly #lastChance: () => Promise<void>;
  readonly #sockets = new Set<Socket>();

  /** @param lastChance settles when no program is left that could send */
  constructor(wire: Recorder, chance: Chance, lastChance: () => Promise<void>) {
    this.#wire = wire;
    this.#chance = chance;
    this.#lastChance = lastChance;
  }

  /** A socket that talks to a server program, and takes whatever comes from anywhere. */
  async talkTo({ port }: { port: number }, { host = '127.0.0.1', from }: UdpTalkOptions = {}): Promise<UdpPeer> {
    const socket = await this.#bind(from ?? (isIPv6(host) ? '::1' : '127.0.0.1'), 0);
    return new UdpPeer({ ...this.#shared(socket), target: { address: host, port } });
  }

  /** The same, connected to the server: it takes datagrams from there only, and hears when nothing is bound there. */
  async connect({ port }: { port: number }, { host = '127.0.0.1', from }: UdpTalkOptions = {}): Promise<UdpPeer> {
    const socket = await this.#bind(from ?? (isIPv6(host) ? '::1' : '127.0.0.1'), 0);
    socket.connect(port, host);
    await once(socket, 'connect');
    return new UdpPeer({ ...this.#shared(socket), target: { address: host, port }, isConnected: true });
  }

  /** A server for a client program: on a free port, of 127.0.0.1 by default. */
  async listen({ host = '127.0.0.1', port = 0 } = {}): Promise<UdpServer> {
    const socket = await this.#bind(host, port);
    return new UdpServer({
      ...this.#shared(socket),
      chance: this.#chance,
      openAnother: async (address, itsPort) => new UdpPeer(this.#shared(await this.#bind(address, itsPort))),
    });
  }

  /** Takes a port on all IPv4 addresses, so that the program finds it in use. */
  async hold(): Promise<{ port: number }> {
    const { port } = await this.listen({ host: '0.0.0.0' });
    return { port };
  }

  async unusedPort(): Promise<{ port: number }> {
    return { port: await freeUdpPort() };
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  #shared(socket: Socket) {
    return { socket, wire: this.#wire, lastChance: this.#lastChance };
  }

  async #bind(host: string, port: number): Promise<Socket> {
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    socket.bind(port, host);
    await once(socket, 'listening');
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }
}
