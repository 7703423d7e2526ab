import { signal } from '@preact/signals';

export type OpenDialog = 'sign-in' | 'register' | 'deposit' | 'settings' | 'slip' | null;

/** Which dialog is open; one at a time. */
export const openDialog = signal<OpenDialog>(null);

let beneath: OpenDialog = null;

/** Opens a dialog from within the slip's sheet, which comes back when that dialog closes. */
export function openOverSlip(dialog: OpenDialog): void {
  beneath = openDialog.peek() === 'slip' ? 'slip' : null;
  openDialog.value = dialog;
}

export function closeDialog(): void {
  openDialog.value = beneath;
  beneath = null;
}
