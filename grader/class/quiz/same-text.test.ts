import { describe, expect, test } from 'vitest';
import { isSameText } from './same-text.ts';

describe('is the same, however it is written', () => {
  test.each([
    ['remoteAddress', 'remoteaddress'],
    ['conexión rechazada', '  CONEXION   rechazada. '],
    ['conexion rechazada', 'conexio\u0301n rechazada'],
    ['ECONNREFUSED', '"ECONNREFUSED"'],
    ['ECONNREFUSED', '`ECONNREFUSED`.'],
    ['ECONNREFUSED', '«ECONNREFUSED»'],
    ['ECONNREFUSED', 'the error code ECONNREFUSED'],
    ['ECONNREFUSED', 'Error: ECONNREFUSED!'],
    ['ECONNREFUSED', 'el código de error es ECONNREFUSED'],
    ['connect ECONNREFUSED', 'Error: connect ECONNREFUSED'],
    ['node:readline', 'módulo node:readline'],
    ['half-close', 'Half-Close'],
    ['error', 'the event error'],
    ['error', 'error'],
    ['.send', 'send'],
    ['.send', 'send()'],
    ['.send', '.send()'],
    ['.send', 'socket.send(…)'],
    ['.send', 'socket.send( )'],
    ['.send', 'this.#socket?.send'],
    ['.send', 'send(message, port, host)'],
    ['.send', 'Socket#send'],
    ['.send', 'the `send()` method'],
    ['.send', 'el método **socket.send**'],
    ['.remotePort', 'la propiedad remotePort'],
  ])('%j: %j', (wanted, answer) => {
    expect(isSameText(wanted, answer)).toBe(true);
  });
});

describe('is another one', () => {
  test.each([
    ['remoteAddress', 'remotePort'],
    ['remoteAddress', 'not remoteAddress'],
    ['ECONNREFUSED', 'ECONNRESET'],
    ['ECONNREFUSED', ''],
    ['ECONNREFUSED', 'error'],
    ['half-close', 'half close'],
    ['.send', 'sends'],
    ['.send', 'resend'],
    ['.send', 'socket.sendTo'],
    ['.send', 'send.socket'],
    ['.send', 'write or send'],
    ['.send', 'write, send'],
    ['.send', 'send (or write)'],
    ['.send', '(send'],
    ['.send', '.'],
  ])('%j: %j', (wanted, answer) => {
    expect(isSameText(wanted, answer)).toBe(false);
  });
});
