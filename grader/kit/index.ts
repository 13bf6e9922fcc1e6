export { type CheckContext, type CheckOptions, check } from './check/check.ts';
export { expectNetworkFailure, expectQuietStderr, expectSuccess, expectUsage } from './program/expect-ending.ts';
export type { Program } from './program/program.ts';
export { readyLine } from './program/ready-line.ts';
export type { TcpPeer } from './tcp/peer.ts';
export { endpoint, line } from './text/line.ts';
export { CheckFailure } from './words/failure.ts';
