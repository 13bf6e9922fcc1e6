import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { machineEnvironment } from './workflow.ts';

test.each([
  ['PATH', true],
  ['HOME', true],
  ['NODE_EXTRA_CA_CERTS', true],
  ['npm_config_registry', true],
  ['NPM_CONFIG_CAFILE', true],
  ['npm_config_local_prefix', false],
  ['npm_config_user_agent', false],
  ['npm_lifecycle_event', false],
  ['npm_execpath', false],
  ['PNPM_SCRIPT_SRC_DIR', false],
  ['INIT_CWD', false],
  ['NODE_PATH', false],
  ['VITEST_POOL_ID', false],
])('%s stays: %s', (name, stays) => {
  expect(Object.keys(machineEnvironment({ [name]: 'x' }))).toEqual(stays ? [name] : []);
});

test('its PATH has no folder of a workspace', () => {
  const PATH = ['/course/node_modules/.bin', '/usr/bin', '/course/node_modules/node/bin'].join(delimiter);
  expect(machineEnvironment({ PATH })).toEqual({ PATH: '/usr/bin' });
});
