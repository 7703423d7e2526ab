import { useState } from 'preact/hooks';
import { errorWords, fieldErrors } from '../api/problem.ts';

/** Runs a form's request once at a time, and keeps what it was refused for. */
export function useSubmit(run: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const errors = fieldErrors(failure);
  const marked = Object.keys(errors).length > 0;
  const words = marked ? 'Please check the marked fields.' : errorWords(failure);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await run();
    } catch (refusal) {
      setFailure(refusal);
      focusFirst(form, fieldErrors(refusal));
    } finally {
      setBusy(false);
    }
  }

  return { busy, errors, error: failure === null ? null : words, submit };
}

function focusFirst(form: EventTarget | null, errors: Readonly<Record<string, string>>): void {
  if (!(form instanceof HTMLFormElement)) return;
  const first = Array.from(form.elements).find(
    (element) => (element.getAttribute('name') ?? '') in errors,
  );
  if (first instanceof HTMLElement) first.focus();
}
