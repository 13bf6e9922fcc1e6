/** The ready line of both servers (topic.yaml of the two pairs). */
const READY = 'The server is ready to receive on HOST:PORT';
/** The prompt of the UDP client; that of the TCP client is free, but leaves its line open. */
const PROMPT = /Input lowercase sentence: ?$/;
const ANY_PROMPT = /[^\n]$/;

/** The parts of a conversation, and which program of which topic can play each. */
export const ROLES = {
  'udp-server': {
    topic: 'udp-pair',
    program: 'server',
    transport: 'udp',
    ready: READY,
    asks: undefined,
    fails: 'bind',
  },
  'udp-client': {
    topic: 'udp-pair',
    program: 'client',
    transport: 'udp',
    ready: undefined,
    asks: PROMPT,
    fails: 'recvmsg',
  },
  'tcp-server': {
    topic: 'tcp-pair',
    program: 'server',
    transport: 'tcp',
    ready: READY,
    asks: undefined,
    fails: 'bind',
  },
  'tcp-client': {
    topic: 'tcp-pair',
    program: 'client',
    transport: 'tcp',
    ready: undefined,
    asks: ANY_PROMPT,
    fails: 'connect',
  },
} as const;

export type Role = keyof typeof ROLES;

/** `UDP server` */
export function roleInWords(role: Role): string {
  return role.replace('-', ' ').replace(/^.../, (transport) => transport.toUpperCase());
}
