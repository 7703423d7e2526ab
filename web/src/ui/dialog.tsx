import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { Announcer } from './announcer.tsx';
import { Icon } from './icon.tsx';

/**
 * A modal dialog on the native element, which keeps focus inside, closes on Escape and gives focus
 * back. `sheet` rises from the bottom edge on a phone.
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  sheet?: boolean;
  testId?: string;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const left = useRef(false);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    document.documentElement.style.overflow = 'hidden';
    return () => {
      left.current = true;
      document.documentElement.style.overflow = '';
      dialog?.close();
    };
  }, []);
  const place = props.sheet
    ? 'mt-auto mb-0 max-h-[92dvh] w-full max-w-none overflow-hidden rounded-t-2xl animate-rise'
    : 'm-auto max-h-[94dvh] w-[min(26rem,calc(100vw-1.5rem))] overflow-auto rounded-2xl';
  return (
    <dialog
      ref={element}
      class={`flex-col overscroll-contain bg-surface p-0 shadow-2xl open:flex ${place}`}
      aria-labelledby={titleId}
      data-testid={props.testId}
      onClose={() => {
        // The event comes late: by then another dialog may have taken this one's place.
        if (!left.current) props.onClose();
      }}
      onPointerDown={(event) => {
        // The backdrop belongs to the dialog element itself.
        if (event.target === element.current) element.current?.close();
      }}
    >
      <div class="flex min-h-0 flex-1 flex-col">
        <header class="sticky top-0 z-20 flex items-center justify-between border-line border-b bg-surface py-2 pr-2 pl-4">
          <h2 id={titleId} class="font-semibold text-lg">
            {props.title}
          </h2>
          <button
            type="button"
            class="grid size-11 place-items-center rounded-lg hover:bg-raised"
            aria-label={`Close ${props.title.toLowerCase()}`}
            onClick={() => element.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        {props.children}
        {/* What is outside a modal dialog is not read out. */}
        <Announcer />
      </div>
    </dialog>
  );
}
