export { type CheckContext, type CheckOptions, check } from './check/check.ts';
export { expectBoundHost } from './expect/expect-bound-host.ts';
export { expectChosenPort } from './expect/expect-chosen-port.ts';
export {
  expectNetworkFailure,
  expectNoStackTrace,
  expectQuietStderr,
  expectSuccess,
  expectUsage,
} from './expect/expect-ending.ts';
export { expectKeepsServing } from './expect/expect-keeps-serving.ts';
export { expectNotListening } from './expect/expect-not-listening.ts';
export { expectNotReady } from './expect/expect-not-ready.ts';
export { NO_PORTS } from './expect/no-ports.ts';
export { CheckFailure } from './failure/failure.ts';
export type { TcpPeer } from './peers/peer.ts';
export type { Datagram } from './peers/recorded-socket.ts';
export type { UdpPeer } from './peers/udp-peer.ts';
export type { UdpServer } from './peers/udp-server.ts';
export type { Program } from './program/program.ts';
export { readyLine } from './program/ready-line.ts';
export { endpoint, line } from './text/line.ts';
