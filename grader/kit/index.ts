export { type CheckContext, type CheckOptions, check } from './check/check.ts';
export { expectBoundHost } from './contract/expect-bound-host.ts';
export { expectChosenPort } from './contract/expect-chosen-port.ts';
export { expectKeepsServing } from './contract/expect-keeps-serving.ts';
export { expectNotListening } from './contract/expect-not-listening.ts';
export { expectNotReady } from './contract/expect-not-ready.ts';
export { NO_PORTS } from './contract/no-ports.ts';
export {
  expectNetworkFailure,
  expectNoStackTrace,
  expectQuietStderr,
  expectSuccess,
  expectUsage,
} from './program/expect-ending.ts';
export type { Program } from './program/program.ts';
export { readyLine } from './program/ready-line.ts';
export type { TcpPeer } from './tcp/peer.ts';
export { endpoint, line } from './text/line.ts';
export type { Datagram } from './udp/recorded-socket.ts';
export type { UdpPeer } from './udp/udp-peer.ts';
export type { UdpServer } from './udp/udp-server.ts';
export { CheckFailure } from './words/failure.ts';
