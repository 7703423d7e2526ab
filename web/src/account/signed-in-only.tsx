import type { ComponentChildren } from 'preact';
import { Empty, Loading } from '../ui/note.tsx';
import { openDialog } from '../ui/open-dialog.ts';
import { session, sessionKnown } from './session.ts';

/** Shows its content to who is signed in, and the way in to everybody else. */
export function SignedInOnly(props: { what: string; children: ComponentChildren }) {
  if (session.value !== null) return <>{props.children}</>;
  if (!sessionKnown.value) return <Loading rows={3} />;
  return (
    <Empty title={`Sign in to see ${props.what}`}>
      <div class="mt-4 flex justify-center gap-2">
        <button
          type="button"
          class="button button-main"
          onClick={() => {
            openDialog.value = 'sign-in';
          }}
        >
          Sign in
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            openDialog.value = 'register';
          }}
        >
          Register
        </button>
      </div>
    </Empty>
  );
}
