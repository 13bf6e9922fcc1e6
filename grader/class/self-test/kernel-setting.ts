import { readFileSync } from 'node:fs';

/** The settings that can forbid an ordinary user to make namespaces. */
export const USER_NAMESPACES = [
  'kernel.unprivileged_userns_clone',
  'user.max_user_namespaces',
  'kernel.apparmor_restrict_unprivileged_userns',
] as const;

/** A setting by its name in sysctl(8); `undefined` when this kernel has no such setting. */
export function kernelSetting(name: string): string | undefined {
  try {
    return readFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}
