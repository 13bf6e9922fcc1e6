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
  .on('close', async () => {
    // Only where it is needed: to load TypeScript costs as much as all the rest.
    const windows = process.platform === 'win32' && (await import('../confine/kill-group.ts'));
    for (const group of groups) {
      if (windows) windows.killGroup(group);
      else kill(group);
    }
    process.exit(0);
  });

function kill(group) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
