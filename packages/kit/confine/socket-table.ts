import { existsSync, readFileSync } from 'node:fs';
import { isMachineError } from '../failure/machine-error.ts';

/** One socket of this machine (or network namespace) as /proc/net/tcp, tcp6, udp or udp6 lists it (proc(5)). */
interface SocketRow {
  localPort: number;
  remotePort: number;
  /** `0A` is TCP_LISTEN (Linux, include/net/tcp_states.h). */
  state: string;
  /** Bytes sent and not yet acknowledged. */
  sendQueue: number;
  /** Bytes received and not yet read by the program. */
  receiveQueue: number;
}

/** The kernel's tables of sockets; none where the system has no such (only Linux does). */
export function socketTable(transport: 'tcp' | 'udp'): SocketRow[] {
  return [transport, `${transport}6`].flatMap(readTable);
}

/** One table, as /proc/net has it: `tcp`, `tcp6`. Of a big machine's TCP sockets it costs the kernel milliseconds. */
export function readTable(table: string): SocketRow[] {
  try {
    return readFileSync(`/proc/self/net/${table}`, 'latin1').trimEnd().split('\n').slice(1).map(readRow);
  } catch (error) {
    if (isMachineError(error)) throw error; // a program is not to be taken for one that does not listen
    return [];
  }
}

/** `0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 …` */
function readRow(line: string): SocketRow {
  const [, local = '', remote = '', state = '', queues = ''] = line.trim().split(/\s+/);
  const [sendQueue = '', receiveQueue = ''] = queues.split(':');
  return {
    localPort: portOf(local),
    remotePort: portOf(remote),
    state,
    sendQueue: Number.parseInt(sendQueue, 16),
    receiveQueue: Number.parseInt(receiveQueue, 16),
  };
}

function portOf(address: string): number {
  return Number.parseInt(address.slice(address.lastIndexOf(':') + 1), 16);
}

/** Whether this system has such tables. */
export const showsSockets = (): boolean => existsSync('/proc/self/net/tcp');

const TCP_LISTEN = '0A';

/** Whether a socket listens on a TCP port (or is bound to a UDP port), without connecting to it. Linux only, else `false`. */
export function isListening(port: number, transport: 'tcp' | 'udp'): boolean {
  const isIt = ({ localPort, state }: SocketRow) => localPort === port && (transport === 'udp' || state === TCP_LISTEN);
  return readTable(transport).some(isIt) || readTable(`${transport}6`).some(isIt);
}
