export { type CheckContext, type CheckOptions, check } from './check/check.ts';
export { expectBoundHost, expectChosenPort, expectNotListening, expectNotReady } from './expect/binding.ts';
export {
  expectKeepsServing,
  expectNetworkFailure,
  expectNoStackTrace,
  expectPortFlag,
  expectQuietStderr,
  expectSuccess,
  expectUsage,
} from './expect/ending.ts';
export { CheckFailure } from './failure/failure.ts';
export type { TcpPeer } from './peers/peer.ts';
export type { Datagram } from './peers/recorded-socket.ts';
export type { UdpPeer } from './peers/udp-peer.ts';
export type { UdpServer } from './peers/udp-server.ts';
export type { Program } from './program/program.ts';
export { readyLine } from './program/ready-line.ts';
export { endpoint, line } from './text/line.ts';
