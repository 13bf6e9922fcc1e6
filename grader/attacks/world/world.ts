import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyProcess, type ProcessEntry } from '../../class/fixtures/processes-of.ts';
import { Listeners } from './listeners.ts';

/** What an attack is told: a real one would have to find out. Each attack has its own token, so that no other is taken for it. */
export interface Bait {
  /** The attack's own word: found where it does not belong, it is evidence. */
  token: string;
  /** A word that stands in the instructor's home, environment and memory only. */
  secret: string;
  /** In the instructor's home; it holds `secret`. */
  key: string;
  /** A file in the home, not there yet, that everybody may write. */
  drop: string;
  repository: string;
  /** Services of the host: they take down what they are sent. */
  ports: { tcp: number; tcp6: number; udp: number; lan: number };
  /** Unix sockets: of the ssh-agent, of Docker, and an abstract one (unix(7)), which has no file. */
  sockets: { agent: string; docker: string; abstract: string };
}

/** What a hostile program may be after. All of it is open to everybody (644, 777): the grader's layers stop it, no mode. */
export class World implements AsyncDisposable {
  readonly secret = `secret-${randomBytes(8).toString('hex')}`;
  readonly folder = mkdtempSync(join(tmpdir(), 'attacked '));
  readonly #listeners = new Listeners(`hello from the host, ${this.secret}\n`);
  readonly #abstract = `\0socket-lab-${randomBytes(8).toString('hex')}`;
  readonly #tokens: string[] = [];
  #ports: Bait['ports'] = { tcp: 0, tcp6: 0, udp: 0, lan: 0 };

  static async make(): Promise<World> {
    const world = new World();
    await world.#furnish();
    return world;
  }

  get home(): string {
    return join(this.folder, 'home');
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      HOME: this.home,
      GITHUB_TOKEN: this.secret,
      SSH_AUTH_SOCK: join(this.folder, 'agent.sock'),
      DOCKER_HOST: `unix://${join(this.folder, 'docker.sock')}`,
    };
  }

  baitFor(attack: string, repository: string): Bait {
    const token = `${attack}-${randomBytes(6).toString('hex')}`;
    this.#tokens.push(token);
    return {
      token,
      secret: this.secret,
      key: join(this.home, 'id_ed25519'),
      drop: join(this.home, 'drop', attack),
      repository,
      ports: this.#ports,
      sockets: {
        agent: join(this.folder, 'agent.sock'),
        docker: join(this.folder, 'docker.sock'),
        abstract: this.#abstract,
      },
    };
  }

  hasArrived({ token }: Bait): boolean {
    return this.#listeners.hasGot(token);
  }

  wasWritten({ drop, token }: Bait): boolean {
    return holds(drop, token);
  }

  /** Processes with the attack's token in their command line. */
  leftBehind({ token }: Bait): ProcessEntry[] {
    return everyProcess().filter(({ command }) => command.includes(token));
  }

  /** Ends what a control has left behind, too. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const { pid, command } of everyProcess()) {
      if (this.#tokens.some((token) => command.includes(token))) process.kill(pid, 'SIGKILL');
    }
    await this.#listeners[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #furnish(): Promise<void> {
    chmodSync(this.folder, 0o755);
    mkdirSync(join(this.home, 'drop'), { recursive: true });
    chmodSync(join(this.home, 'drop'), 0o777);
    writeFileSync(join(this.home, 'id_ed25519'), `${this.secret}\n`);
    const [tcp, tcp6, udp, lan] = [
      await this.#listeners.tcp('127.0.0.1'),
      await this.#listeners.tcp('::1'),
      await this.#listeners.udp(),
      await this.#listeners.tcp('0.0.0.0'),
    ];
    this.#ports = { tcp, tcp6, udp, lan };
    for (const path of ['agent.sock', 'docker.sock']) await this.#listeners.unix(join(this.folder, path));
    await this.#listeners.unix(this.#abstract);
  }
}

export function holds(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'latin1').includes(text);
  } catch {
    return false;
  }
}

/** An IPv4 address of this machine that is no loopback, if it has one. */
export function lanAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
}
