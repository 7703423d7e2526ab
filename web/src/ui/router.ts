import { computed, signal } from '@preact/signals';

export type Route =
  | { readonly page: 'lobby'; readonly competition: string | null }
  | { readonly page: 'fixture'; readonly id: string }
  | { readonly page: 'bets' }
  | { readonly page: 'wallet' }
  | { readonly page: 'limits' }
  | { readonly page: 'lost' };

const path = signal('/');

export const route = computed<Route>(() => readRoute(path.value));

export function readRoute(pathname: string): Route {
  const [, first = '', second, ...rest] = pathname.split('/');
  const id = decode(second ?? '');
  if (rest.length === 0 && id !== null) {
    if (first === '' && second === undefined) return { page: 'lobby', competition: null };
    if (first === 'competition' && id !== '') return { page: 'lobby', competition: id };
    if (first === 'fixture' && id !== '') return { page: 'fixture', id };
    if (first === 'bets' && second === undefined) return { page: 'bets' };
    if (first === 'wallet' && second === undefined) return { page: 'wallet' };
    if (first === 'limits' && second === undefined) return { page: 'limits' };
  }
  return { page: 'lost' };
}

export const fixturePath = (id: string) => `/fixture/${encodeURIComponent(id)}`;
export const competitionPath = (id: string) => `/competition/${encodeURIComponent(id)}`;

export function navigate(to: string): void {
  if (to !== location.pathname) history.pushState(null, '', to);
  path.value = location.pathname;
  scrollTo(0, 0);
}

/** Follows links inside the page without loading it anew, and the browser's back and forward. */
export function startRouter(): void {
  path.value = location.pathname;
  addEventListener('popstate', () => {
    path.value = location.pathname;
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || link.origin !== location.origin) return;
    if (link.hash !== '' || link.hasAttribute('download')) return;
    event.preventDefault();
    navigate(link.pathname);
  });
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
