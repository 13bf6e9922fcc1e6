import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import root from '../../turbo.json' with { type: 'json' };

export interface JobPackage {
  folder: string; // Its folder's name, and its package's.
  lock: string; // The text of its `lock.json` (job-lock.ts).
  sources: Map<string, Buffer>; // The submitted files by their path in `src/`, `1/server.ts`.
}

const TURBO = {
  ui: 'stream',
  envMode: 'strict',
  remoteCache: { signature: true },
  tasks: { grade: root.tasks.grade }, // a job's contract: its inputs, outputs and environment
};

export function writeWorkspace(workspace: string, packages: JobPackage[], keepResults: boolean): void {
  const jobs = join(workspace, 'jobs');
  mkdirSync(jobs, { recursive: true });
  write(join(workspace, 'turbo.json'), json(TURBO));
  write(join(workspace, 'package.json'), json({ name: 'class', private: true, packageManager: 'pnpm@12.0.0' }));
  write(join(workspace, 'pnpm-workspace.yaml'), 'packages:\n  - jobs/*\n');
  write(join(workspace, 'pnpm-lock.yaml'), "lockfileVersion: '9.0'\n"); // turbo warns where there is none
  const wanted = new Set(packages.map(({ folder }) => folder));
  for (const folder of readdirSync(jobs)) {
    if (!wanted.has(folder)) rmSync(join(jobs, folder), { recursive: true, force: true });
  }
  const stale = keepResults ? ['error.json'] : ['error.json', 'result.json'];
  for (const each of packages) {
    const directory = join(jobs, each.folder);
    try {
      writePackage(directory, each, stale);
    } catch {
      rmSync(directory, { recursive: true, force: true }); // something in it is not as we left it: a folder for a file
      writePackage(directory, each, stale);
    }
  }
}

function writePackage(directory: string, { folder, lock, sources }: JobPackage, stale: string[]): void {
  const src = join(directory, 'src');
  mkdirSync(src, { recursive: true });
  const folders = new Set([...sources.keys()].map((path) => dirname(path)));
  for (const name of readdirSync(src)) if (!folders.has(name)) rmSync(join(src, name), { recursive: true });
  for (const file of stale.filter((file) => existsSync(join(directory, file)))) unlinkSync(join(directory, file));
  for (const name of folders) {
    mkdirSync(join(src, name), { recursive: true });
    for (const file of readdirSync(join(src, name))) {
      if (!sources.has(`${name}/${file}`)) unlinkSync(join(src, name, file));
    }
  }
  for (const [file, content] of sources) write(join(src, file), content);
  write(join(directory, 'lock.json'), lock);
  // The script's words are turbo's only; what it starts is the launcher.
  write(join(directory, 'package.json'), json({ name: folder, private: true, scripts: { grade: 'job-main' } }));
}

function write(path: string, content: string | Buffer): void {
  const bytes = Buffer.from(content);
  try {
    if (readFileSync(path).equals(bytes)) return;
  } catch {
    // Not there yet.
  }
  writeFileSync(path, bytes);
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
