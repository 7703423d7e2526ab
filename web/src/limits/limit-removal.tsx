import type { LimitPath } from '@winnex/contracts';
import { useState } from 'preact/hooks';
import { useSubmit } from '../account/use-submit.ts';
import { api } from '../api/endpoints.ts';
import { Note } from '../ui/note.tsx';
import { waitWords } from './limit-words.ts';
import { takeLimits } from './limits-state.ts';

/** Asks to remove a limit, after saying that asking does not remove it. */
export function LimitRemoval(props: { path: LimitPath; own: string; onDone: () => void }) {
  const [asking, setAsking] = useState(false);
  const { busy, error, submit } = useSubmit(async () => {
    await takeLimits(api.removeLimit(props.path));
    props.onDone();
  });
  if (!asking) {
    return (
      <p class="text-sm">
        <button type="button" class="quiet-link min-h-8" onClick={() => setAsking(true)}>
          Remove this limit
        </button>
      </p>
    );
  }
  return (
    <form class="grid gap-3 border-line border-t pt-3" onSubmit={submit}>
      {error !== null && (
        <Note tone="error" alert>
          {error}
        </Note>
      )}
      <p class="text-sm" role="status">
        {props.own} stays in force when you ask. {waitWords('the removal')}
      </p>
      <button type="submit" class="button bg-surface" data-testid="limit-remove" disabled={busy}>
        Ask to remove it
      </button>
    </form>
  );
}
