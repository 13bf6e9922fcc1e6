// El hilo que calcula. Lo arranca 05-concurrent.ts
import { parentPort, workerData } from 'node:worker_threads';

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

parentPort?.postMessage(fib(workerData));
