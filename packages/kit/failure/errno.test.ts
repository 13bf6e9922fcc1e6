import { describe, expect, test } from 'vitest';
import { type ErrorContext, errnoInWords, readSystemError } from './errno.ts';

describe('errnoInWords', () => {
  test.each<[string, ErrorContext, string]>([
    [
      'ECONNREFUSED',
      { address: '127.0.0.1:41234' },
      'nothing listens on 127.0.0.1:41234. The program does not listen yet, or no longer, or on another address or port',
    ],
    [
      'ECONNREFUSED',
      { address: '[::1]:80', end: 'program', syscall: 'connect' },
      'nothing listens on [::1]:80. The server does not run, or on another host or port',
    ],
    [
      'ECONNREFUSED',
      { syscall: 'recvmsg', end: 'program' },
      'a datagram was sent to a port on which no socket is bound, and the system there said so (ICMP port unreachable)',
    ],
    ['ECONNRESET', {}, 'the other end reset the connection (RST): it broke off without a proper end'],
    ['EPIPE', {}, 'written to a connection that the other end has closed already: nobody reads it'],
    [
      'EADDRINUSE',
      { address: '0.0.0.0:12000' },
      '0.0.0.0:12000 is taken: another socket is bound to it, perhaps of a program that still runs',
    ],
    [
      'EADDRNOTAVAIL',
      { address: '8.8.8.8:80' },
      '8.8.8.8:80 is no address of this machine, so nothing can be bound to it',
    ],
    [
      'EACCES',
      { syscall: 'listen', address: '0.0.0.0:80' },
      'binding to 0.0.0.0:80 is not allowed: ports below 1024 need special rights',
    ],
    ['EACCES', { path: '/etc/shadow' }, 'access to /etc/shadow is not allowed'],
    ['ENOTFOUND', { hostname: 'no.such' }, 'the name no.such is unknown: the resolver has no address for it'],
    [
      'EAI_AGAIN',
      { hostname: 'no.such' },
      'the resolver could not answer for no.such just now: no name server was reached',
    ],
    ['ETIMEDOUT', { address: '10.0.0.1:80' }, 'no answer from 10.0.0.1:80: not even a refusal'],
    ['EMSGSIZE', {}, 'the datagram is too large: UDP over IPv4 carries 65,507 bytes at most'],
    ['ENETUNREACH', {}, 'no route leads to the network of that address'],
    ['EHOSTUNREACH', { address: '10.0.0.1' }, 'no route leads to 10.0.0.1'],
    ['EMFILE', {}, 'too many files and sockets are open in this program: each one must be closed when it is done with'],
    ['ERR_STREAM_WRITE_AFTER_END', {}, 'written after end(): nothing can be sent once the stream is ended'],
    ['ERR_SOCKET_DGRAM_NOT_RUNNING', {}, 'the datagram socket is closed already'],
    ['ERR_INVALID_ARG_TYPE', {}, 'an argument is of the wrong type, such as a number where text or a Buffer belongs'],
    ['ERR_ACCESS_DENIED', { path: '/etc/hostname' }, '/etc/hostname is out of its reach while it is tested'],
    ['ABORT_ERR', {}, 'the operation was stopped by an AbortSignal'],
    ['EXDEV', {}, 'cross-device link not permitted'],
  ])('%s %o', (code, context, words) => {
    expect(errnoInWords(code, context)).toBe(`${code}: ${words}`);
  });

  test.each([
    ['ENOSUCHCODE', 'ENOSUCHCODE'],
    ['\x1b[31m', '\\x1b[31m'],
  ])('a code that nobody knows stands alone: %j', (code, expected) => {
    expect(errnoInWords(code)).toBe(expected);
  });
});

describe('readSystemError', () => {
  test.each([
    ['Error: connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1:1' }],
    ['connect ECONNREFUSED ::1:1', { code: 'ECONNREFUSED', syscall: 'connect', address: '[::1]:1' }],
    ['recvmsg ECONNREFUSED', { code: 'ECONNREFUSED', syscall: 'recvmsg' }],
    [
      'listen EADDRINUSE: address already in use :::8080',
      { code: 'EADDRINUSE', syscall: 'listen', address: '[::]:8080' },
    ],
    ['bind EADDRNOTAVAIL 8.8.8.8:80', { code: 'EADDRNOTAVAIL', syscall: 'bind', address: '8.8.8.8:80' }],
    ['send EMSGSIZE 127.0.0.1:9', { code: 'EMSGSIZE', syscall: 'send', address: '127.0.0.1:9' }],
    ['write EPIPE', { code: 'EPIPE', syscall: 'write' }],
    [
      'getaddrinfo ENOTFOUND no-such.invalid',
      { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'no-such.invalid' },
    ],
    ['queryA ENOTFOUND no-such.invalid', { code: 'ENOTFOUND', syscall: 'queryA', hostname: 'no-such.invalid' }],
    ["ENOENT: no such file or directory, open '/no/such'", { code: 'ENOENT', syscall: 'open', path: '/no/such' }],
    ['Bind failed: EADDRINUSE', { code: 'EADDRINUSE' }],
  ])('%s', (message, expected) => {
    expect(JSON.parse(JSON.stringify(readSystemError(message)))).toEqual(expected);
  });

  test.each(['TypeError: x is not a function', 'HELLO there', 'the end'])('%s is none', (message) => {
    expect(readSystemError(message)).toBeUndefined();
  });
});
