// Started by process-watcher.ts beside the programs of one run. Its stdin is held open by that run alone: when the run
// ends for whatever reason, SIGKILL included, stdin ends here, and every process group still on the list is killed.
import { createInterface } from 'node:readline';

const groups = new Set();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const group = Number(line.slice(1));
    if (line.startsWith('+')) groups.add(group);
    else groups.delete(group);
  })
  .on('close', () => {
    for (const group of groups) {
      try {
        process.kill(process.platform === 'win32' ? group : -group, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    process.exit(0);
  });
