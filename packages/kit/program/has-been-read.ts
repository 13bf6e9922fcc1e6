import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { readTable } from '../confine/socket-table.ts';

/** How often the kernel's table is read: it announces no change, and a reading costs the kernel some milliseconds. */
const TABLE_MS = 3;
/** A program that has left its bytes unread for so long is taken for one that does not read now. */
const NOT_READING_MS = 1_000;
/** Pause between segments where the system shows no receive queue; a busy machine reads within 50 ms (measured). */
const PAUSE_MS = 60;

/** Waits until the other end, on this machine, has read all that was sent: so two segments are two reads, without a guess. */
export async function hasBeenRead(socket: Socket): Promise<void> {
  const giveUp = performance.now() + NOT_READING_MS;
  let tables = ['tcp', 'tcp6']; // the ends of one connection can be in both: a server of `::` has IPv4 clients, too
  while (performance.now() < giveUp && !socket.destroyed) {
    const unread = new Map(tables.map((table) => [table, unreadBytes(table, socket)]));
    tables = tables.filter((table) => unread.get(table) !== undefined);
    if (tables.length === 0) return delay(PAUSE_MS);
    if (tables.every((table) => unread.get(table) === 0)) return;
    await delay(TABLE_MS);
  }
}

/** What waits in the other end's receive queue or has not left this end; `undefined` where a table has neither. */
function unreadBytes(table: string, { localPort, remotePort }: Socket): number | undefined {
  let unread: number | undefined;
  for (const row of readTable(table)) {
    const isOtherEnd = row.localPort === remotePort && row.remotePort === localPort;
    const isThisEnd = row.localPort === localPort && row.remotePort === remotePort;
    if (isOtherEnd) unread = (unread ?? 0) + row.receiveQueue;
    if (isThisEnd) unread = (unread ?? 0) + row.sendQueue;
  }
  return unread;
}
