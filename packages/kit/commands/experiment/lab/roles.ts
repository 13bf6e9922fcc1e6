/** The ready line of both servers (topic.yaml of the two pairs). */
const READY = 'The server is ready to receive on HOST:PORT';
/** The prompt of the UDP client; that of the TCP client is free, but leaves its line open. */
const PROMPT = /Input lowercase sentence: ?$/;
const ANY_PROMPT = /[^\n]$/;
const UDP = { topic: 'udp-pair', transport: 'udp' } as const;
const TCP = { topic: 'tcp-pair', transport: 'tcp' } as const;

/** The parts of a conversation, and which program of which topic can play each. */
export const ROLES = {
  'udp-server': { ...UDP, program: 'server', ready: READY, asks: undefined, fails: 'bind' },
  'udp-client': { ...UDP, program: 'client', ready: undefined, asks: PROMPT, fails: 'recvmsg' },
  'tcp-server': { ...TCP, program: 'server', ready: READY, asks: undefined, fails: 'bind' },
  'tcp-client': { ...TCP, program: 'client', ready: undefined, asks: ANY_PROMPT, fails: 'connect' },
} as const;

export type Role = keyof typeof ROLES;

/** `UDP server` */
export function roleInWords(role: Role): string {
  return role.replace('-', ' ').replace(/^.../, (transport) => transport.toUpperCase());
}
