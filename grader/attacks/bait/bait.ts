/** What an attack is told: a real one would have to find out. Each attack has its own token, so that no other is taken for it. */
export interface Bait {
  /** The attack's own word: found where it does not belong, it is evidence. */
  token: string;
  /** A word that stands in the instructor's home, environment and memory only. */
  secret: string;
  /** The instructor's home, absolute, and the key in it, which holds `secret`. */
  home: string;
  key: string;
  /** A file in the home, not there yet, that everybody may write. */
  drop: string;
  /** The repository of the course, absolute. */
  repository: string;
  /** Services of the host: they take down what they are sent. */
  ports: { tcp: number; tcp6: number; udp: number; lan: number };
  /** An IPv4 address of the host that is no loopback; `undefined` when there is none. */
  lanAddress: string | undefined;
  /** Unix sockets: of the ssh-agent, of Docker, and an abstract one (unix(7)), which has no file. */
  sockets: { agent: string; docker: string; abstract: string };
}
