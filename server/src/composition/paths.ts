import { fileURLToPath } from 'node:url';

const fromRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** Where the program's own parts are, whatever the working directory. */
export const paths = {
  defaults: fromRoot('winnex.default.toml'),
  manifest: fromRoot('package.json'),
  services: fromRoot('server/src/services'),
  web: fromRoot('web/dist'),
  /** Written when it may be, done without when not. */
  compileCache: fromRoot('node_modules/.cache/winnex'),
} as const;
