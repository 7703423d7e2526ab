import { useId } from 'preact/hooks';

/** A choice of a few, as radio buttons in one bar. */
export function Segmented<Value extends string>(props: {
  label: string;
  hideLabel?: boolean;
  value: Value;
  options: readonly { readonly value: Value; readonly text: string }[];
  onChange: (value: Value) => void;
  testId?: string;
}) {
  const name = useId();
  return (
    <fieldset class="min-w-0">
      <legend class={props.hideLabel ? 'sr-only' : 'mb-1.5 font-medium text-sm'}>
        {props.label}
      </legend>
      <div class="flex gap-1 rounded-xl bg-raised p-1">
        {props.options.map((option) => (
          <label
            key={option.value}
            class="relative grid min-h-10 flex-1 cursor-pointer place-items-center rounded-lg px-2 text-center font-medium text-muted text-sm leading-tight hover:text-ink has-checked:bg-knob has-checked:font-semibold has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              class="absolute inset-0 cursor-pointer opacity-0"
              name={name}
              checked={option.value === props.value}
              data-testid={props.testId && `${props.testId}-${option.value}`}
              onChange={() => props.onChange(option.value)}
            />
            {option.text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
