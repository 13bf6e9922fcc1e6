import { getSystemErrorMap } from 'node:util';
import type { ErrorContext } from '../text/message-types.ts';
import { addressInWords } from '../text/phrases.ts';
import { printable } from '../text/printable.ts';

export type { ErrorContext };

type Words = string | ((context: ErrorContext) => string);

/** Errors of the system (errno(3), the manual pages of the calls), of name resolution (getaddrinfo(3)) and of Node (nodejs.org/api/errors.html). */
const WORDS: Record<string, Words> = {
  // TCP and UDP
  ECONNREFUSED: ({ syscall, address, end }) => {
    const nobody = `nothing listens on ${address ?? 'that address and port'}`;
    if (syscall === 'recvmsg' || syscall === 'send') {
      return 'a datagram was sent to a port on which no socket is bound, and the system there said so (ICMP port unreachable)';
    }
    return end === 'program'
      ? `${nobody}. The server does not run, or on another host or port`
      : `${nobody}. The program does not listen yet, or no longer, or on another address or port`;
  },
  ECONNRESET: 'the other end reset the connection (RST): it broke off without a proper end',
  ECONNABORTED: 'the connection was broken off on this machine',
  EPIPE: 'written to a connection that the other end has closed already: nobody reads it',
  EADDRINUSE: ({ address }) =>
    `${address ?? 'the port'} is taken: another socket is bound to it, perhaps of a program that still runs`,
  EADDRNOTAVAIL: ({ address }) =>
    `${address ?? 'the address'} is no address of this machine, so nothing can be bound to it`,
  ETIMEDOUT: ({ address }) => `no answer from ${address ?? 'the other end'}: not even a refusal`,
  EMSGSIZE: 'the datagram is too large: UDP over IPv4 carries 65,507 bytes at most',
  ENETUNREACH: ({ address }) => `no route leads to the network of ${address ?? 'that address'}`,
  EHOSTUNREACH: ({ address }) => `no route leads to ${address ?? 'that host'}`,
  ENOTCONN: 'the socket is not connected (yet, or any more)',
  EISCONN: 'the socket is connected already',
  EALREADY: 'the socket is being connected already',
  EDESTADDRREQ: 'the socket is not connected, so each datagram needs an address',
  EAFNOSUPPORT: ({ address }) => `${address ?? 'the address'} is of another family than the socket (IPv4 and IPv6)`,
  EPROTONOSUPPORT: 'this machine does not know the protocol',
  EINVAL: 'an argument is wrong, or the call does not fit the state of the socket or file',
  ENOBUFS: 'the system has no room for more data of sockets',
  ENOTSOCK: 'what was taken for a socket is none',
  EAGAIN: 'it is not ready now: the call would have to wait',
  ECANCELED: 'the operation was cancelled, most often because the socket was closed meanwhile',
  // Names
  ENOTFOUND: ({ hostname }) => `the name ${hostname ?? 'asked for'} is unknown: the resolver has no address for it`,
  EAI_AGAIN: ({ hostname }) =>
    `the resolver could not answer for ${hostname ?? 'that name'} just now: no name server was reached`,
  EAI_FAIL: ({ hostname }) => `the resolver failed for good on ${hostname ?? 'that name'}`,
  EAI_NODATA: ({ hostname }) => `the name ${hostname ?? 'asked for'} exists, but has no address of this family`,
  ENODATA: ({ hostname }) => `the name ${hostname ?? 'asked for'} exists, but has no record of this kind`,
  // Files and limits
  ENOENT: ({ path }) => `${path ?? 'the file'} does not exist`,
  EACCES: ({ path, address, syscall }) =>
    syscall === 'listen' || syscall === 'bind'
      ? `binding to ${address ?? 'that port'} is not allowed: ports below 1024 need special rights`
      : `access to ${path ?? address ?? 'it'} is not allowed`,
  EPERM: 'the operation is not allowed to this user',
  EEXIST: ({ path }) => `${path ?? 'the file'} exists already`,
  EISDIR: ({ path }) => `${path ?? 'the path'} is a folder, not a file`,
  ENOTDIR: ({ path }) => `a part of ${path ?? 'the path'} is a file, not a folder`,
  EROFS: ({ path }) => `${path ?? 'the file'} cannot be written: the disk is read-only`,
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files and sockets are open in this program: each one must be closed when it is done with',
  ENFILE: 'too many files and sockets are open on this machine',
  ENOMEM: 'out of memory',
  EBADF: 'the file or socket is not open (any more, or not yet bound)',
  // Node
  ERR_SERVER_ALREADY_LISTEN: 'listen() was called twice on one server',
  ERR_SERVER_NOT_RUNNING: 'the server was closed already, or never listened',
  ERR_SOCKET_ALREADY_BOUND: 'the socket was bound twice',
  ERR_SOCKET_BAD_PORT: 'a port is a whole number from 0 to 65535',
  ERR_SOCKET_BAD_TYPE: "the type of a datagram socket is 'udp4' or 'udp6'",
  ERR_SOCKET_BUFFER_SIZE: 'the size of a socket buffer could not be set or read',
  ERR_SOCKET_CLOSED: 'the socket is closed already',
  ERR_SOCKET_CLOSED_BEFORE_CONNECTION: 'the socket was closed before it was connected',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'no address of the host answered in time',
  ERR_SOCKET_DGRAM_IS_CONNECTED: 'the datagram socket is connected already',
  ERR_SOCKET_DGRAM_NOT_CONNECTED: 'the datagram socket is not connected',
  ERR_SOCKET_DGRAM_NOT_RUNNING: 'the datagram socket is closed already',
  ERR_STREAM_WRITE_AFTER_END: 'written after end(): nothing can be sent once the stream is ended',
  ERR_STREAM_DESTROYED: 'the stream is destroyed already, so it can no longer be used',
  ERR_STREAM_PREMATURE_CLOSE: 'the stream was closed before its end came',
  ERR_STREAM_ALREADY_FINISHED: 'the stream is finished already: end() was called twice',
  ERR_STREAM_CANNOT_PIPE: 'this stream cannot be read, so it cannot be piped',
  ERR_STREAM_NULL_VALUES: 'null cannot be written to a stream',
  ERR_STREAM_PUSH_AFTER_EOF: 'push() was called after the end of the stream',
  ERR_STREAM_UNABLE_TO_PIPE: 'the stream is closed or destroyed already, so it cannot be piped',
  ERR_INVALID_ARG_TYPE: 'an argument is of the wrong type, such as a number where text or a Buffer belongs',
  ERR_INVALID_ARG_VALUE: 'an argument has a value that is not allowed',
  ERR_MISSING_ARGS: 'an argument is missing',
  ERR_OUT_OF_RANGE: 'a number is outside its range, such as an offset beyond the end of a buffer',
  ERR_BUFFER_OUT_OF_BOUNDS: 'read or written beyond the end of a buffer',
  ERR_INVALID_IP_ADDRESS: 'that is no IP address',
  ERR_INVALID_ADDRESS_FAMILY: 'the address is of another family than asked for (IPv4 and IPv6)',
  ERR_METHOD_NOT_IMPLEMENTED: 'a method that a stream must have is missing',
  ERR_MULTIPLE_CALLBACK: 'a callback was called twice',
  ERR_USE_AFTER_CLOSE: 'used after it was closed (readline, most often)',
  ERR_UNHANDLED_ERROR: "an 'error' event was emitted with something that is no Error, and had no listener",
  ERR_UNHANDLED_REJECTION: 'a promise was rejected with something that is no Error, and nothing caught it',
  ERR_MODULE_NOT_FOUND: 'an import names a file or package that is not there',
  MODULE_NOT_FOUND: 'a file or package is named that is not there',
  ERR_ENCODING_INVALID_ENCODED_DATA:
    'bytes were decoded that are no text, by a decoder that takes that for an error (fatal: true)',
  ERR_UNKNOWN_BUILTIN_MODULE: 'an import names a module that Node does not have',
  ERR_UNSUPPORTED_DIR_IMPORT: 'an import names a folder; it must name a file',
  ERR_AMBIGUOUS_MODULE_SYNTAX: 'the file mixes require() with import or top-level await',
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'a flag that the program does not know',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: 'a flag has no value, or one that it does not take',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: 'an argument that is no flag, and the program takes none',
  ERR_WORKER_PATH: 'a worker is started with a path that is neither absolute nor relative with ./',
  ERR_WORKER_OUT_OF_MEMORY: 'a worker thread ran out of memory',
  ERR_ACCESS_DENIED: ({ path }) => `${path ?? 'what the program wants to use'} is out of its reach while it is tested`,
  ERR_DLOPEN_DISABLED: 'native add-ons are not allowed here',
  ABORT_ERR: 'the operation was stopped by an AbortSignal',
};

/** An error code in words: in the system's own where it is not known here; one that nobody knows stands alone. */
export function errnoInWords(code: string, context: ErrorContext = {}): string {
  const words = WORDS[code];
  if (words) return `${code}: ${typeof words === 'string' ? words : words(context)}`;
  const system = [...getSystemErrorMap().values()].find(([name]) => name === code);
  return system ? `${code}: ${system[1]}` : printable(code);
}

/** What Node writes of an error of the system: `connect ECONNREFUSED 127.0.0.1:1`, `listen EADDRINUSE: address already in use :::80`, `ENOENT: no such file or directory, open 'x'` */
const SYSTEM_MESSAGE =
  /(?:\b(?<syscall>\w+) )?\b(?<code>E[A-Z][A-Z_0-9]+)\b(?:: [a-z ,-]+?(?:, (?<call>\w+))?)?(?: '(?<path>[^']*)'| (?<place>[^\s',]+))?$/;

/** Reads an error of the system out of the message of a Node Error, or `undefined` when it is none. */
export function readSystemError(message: string): ({ code: string } & ErrorContext) | undefined {
  const { code, syscall, call, path, place } = SYSTEM_MESSAGE.exec(message)?.groups ?? {};
  if (!code) return undefined;
  const isName = /^(getaddrinfo|getnameinfo|query\w+)$/.test(syscall ?? '');
  return {
    code,
    syscall: syscall ?? call,
    ...(path !== undefined && { path }),
    ...(place !== undefined && (isName ? { hostname: place } : { address: addressInWords(place) })),
  };
}
