/** How far a program is kept apart: bubblewrap's namespaces, Node's permission model alone, or nothing. */
export type Isolation = 'bubblewrap' | 'node' | 'none';
