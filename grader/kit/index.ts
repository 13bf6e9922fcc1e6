export { type CheckContext, type CheckOptions, check } from './check/check.ts';
export { expectBoundHost } from './contract/expect-bound-host.ts';
export { expectChosenPort } from './contract/expect-chosen-port.ts';
export { expectKeepsServing } from './contract/expect-keeps-serving.ts';
export { expectNotListening } from './contract/expect-not-listening.ts';
export { expectNotReady } from './contract/expect-not-ready.ts';
export { NO_PORTS } from './contract/no-ports.ts';
export { type Answer, bodiless, chunked, counted, untilClose } from './http/answer.ts';
export { cutAnywhere, cutAt } from './http/cut.ts';
export { expectAnswer, expectHead } from './http/expect-answer.ts';
export { expectCutShort } from './http/expect-cut-short.ts';
export type { HttpExchange } from './http/http-exchange.ts';
export { type HttpServer, serveHttp } from './http/http-server.ts';
export { ipv4Addresses } from './names/ipv4-addresses.ts';
export { knownNames } from './names/known-names.ts';
export { machineName } from './names/machine-name.ts';
export { unknownNames } from './names/unknown-names.ts';
export { expectQuantity } from './ntp/expect-quantity.ts';
export { type Decoy, expectServerTime, expectTime } from './ntp/expect-time.ts';
export { kiss, type NtpAnswer, type NtpRequest, type NtpServer, serveNtp } from './ntp/ntp-server.ts';
export { fieldInWords, type NtpPacket, PACKET_BYTES, TIMESTAMP_FIELDS } from './ntp/packet.ts';
export { fractionOf, isoOf, ntpTimestamp, unixSecondsOf } from './ntp/timestamp.ts';
export {
  expectNetworkFailure,
  expectNoStackTrace,
  expectQuietStderr,
  expectSuccess,
  expectUsage,
} from './program/expect-ending.ts';
export type { Program } from './program/program.ts';
export { readyLine } from './program/ready-line.ts';
export { type GradedServices, gradedServices } from './services/graded-services.ts';
export type { Service } from './services/services-database.ts';
export type { TcpPeer } from './tcp/peer.ts';
export { endpoint, line } from './text/line.ts';
export type { Datagram } from './udp/recorded-socket.ts';
export type { UdpPeer } from './udp/udp-peer.ts';
export type { UdpServer } from './udp/udp-server.ts';
export { CheckFailure } from './words/failure.ts';
