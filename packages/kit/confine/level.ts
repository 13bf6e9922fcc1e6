/** How far a program is kept apart: bubblewrap's namespaces, Node's permission model alone, or nothing. */
export const ISOLATIONS = ['bubblewrap', 'node', 'none'] as const;
export type Isolation = (typeof ISOLATIONS)[number];
