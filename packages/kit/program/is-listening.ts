import { socketTable } from '../confine/socket-table.ts';

const TCP_LISTEN = '0A';

/**
 * Whether some socket listens on a TCP port (or is bound to a UDP port) of this machine, without touching it: a server
 * that takes one connection would take a probe for its client. Linux only; elsewhere always `false`.
 */
export function isListening(port: number, transport: 'tcp' | 'udp'): boolean {
  return socketTable(transport).some(
    ({ localPort, state }) => localPort === port && (transport === 'udp' || state === TCP_LISTEN),
  );
}
