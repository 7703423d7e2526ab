import { signal } from '@preact/signals';

export type OpenDialog = 'sign-in' | 'register' | 'deposit' | 'settings' | 'slip' | null;

/** Which dialog is open; one at a time. */
export const openDialog = signal<OpenDialog>(null);

export function closeDialog(): void {
  openDialog.value = null;
}
