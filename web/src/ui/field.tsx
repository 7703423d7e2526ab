import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly type: 'text' | 'email' | 'password' | 'date';
  readonly autocomplete: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly error?: string | undefined;
  readonly hint?: ComponentChildren;
  readonly testId?: string;
  readonly max?: string;
  readonly decimal?: boolean;
}

/** A labelled input with its hint and error, tied together for assistive technology. */
export function Field(props: FieldProps) {
  const id = useId();
  return (
    <div>
      <label class="mb-1 block font-medium text-sm" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="input"
        name={props.name}
        // The typings keep one set of attributes per type; these four share all that is used here.
        type={props.type as 'text'}
        inputMode={props.decimal ? 'decimal' : 'text'}
        autocomplete={props.autocomplete as 'on'}
        max={props.max}
        value={props.value}
        data-testid={props.testId}
        aria-invalid={props.error !== undefined}
        aria-describedby={`${id}-hint`}
        onInput={(event) => props.onText(event.currentTarget.value)}
      />
      <FieldNote id={`${id}-hint`} error={props.error} hint={props.hint} />
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
