import { accessSync, constants } from 'node:fs';

export type Chromium =
  | { readonly path: string }
  | { readonly missing: string; readonly misconfigured: boolean };

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser for the browser story: the one that CHROMIUM_PATH names, or one where it usually is. */
export function findChromium(
  named: string | undefined,
  isProgram: (path: string) => boolean = canRun,
): Chromium {
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return { path: named };
    return { missing: `CHROMIUM_PATH names ${named}, which cannot be run`, misconfigured: true };
  }
  const path = usualPlaces.find(isProgram);
  if (path !== undefined) return { path };
  return {
    missing: `no ${usualPlaces[0]}: install Chromium, or set CHROMIUM_PATH`,
    misconfigured: false,
  };
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
