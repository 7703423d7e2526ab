import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

/** A labelled input with its hint and error, tied together for assistive technology. */
export function Field(
  props: {
    label: string;
    error?: string | undefined;
    hint?: ComponentChildren;
    testId?: string;
    onText: (text: string) => void;
  } & Omit<InputHTMLAttributes<HTMLInputElement>, 'label' | 'onInput' | 'size'>,
) {
  const { label, error, hint, testId, onText, ...input } = props;
  const id = useId();
  return (
    <div>
      <label class="mb-1 block font-medium text-sm" for={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        class="input"
        data-testid={testId}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <FieldNote id={`${id}-hint`} error={error} hint={hint} />
    </div>
  );
}

/** A labelled select; the same manners as `Field`. */
export function Choice(props: {
  label: string;
  name: string;
  value: string;
  error?: string | undefined;
  options: readonly { readonly value: string; readonly text: string }[];
  onChoose: (value: string) => void;
}) {
  const id = useId();
  return (
    <div class="min-w-0">
      <label class="mb-1 block font-medium text-sm" for={id}>
        {props.label}
      </label>
      <select
        id={id}
        name={props.name}
        class="input"
        value={props.value}
        aria-invalid={props.error !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => props.onChoose(event.currentTarget.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <FieldNote id={`${id}-hint`} error={props.error} />
    </div>
  );
}

function FieldNote(props: { id: string; error?: string | undefined; hint?: ComponentChildren }) {
  return (
    <p id={props.id} class="mt-1 text-sm empty:hidden">
      {props.error ? (
        <span class="font-medium text-error">{props.error}</span>
      ) : (
        props.hint && <span class="text-muted">{props.hint}</span>
      )}
    </p>
  );
}
