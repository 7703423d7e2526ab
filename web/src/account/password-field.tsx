import { useState } from 'preact/hooks';
import { Field } from '../ui/field.tsx';

export function PasswordField(props: {
  autocomplete: 'current-password' | 'new-password';
  value: string;
  error?: string | undefined;
  hint?: string;
  onText: (text: string) => void;
}) {
  const [shown, setShown] = useState(false);
  return (
    <div class="relative">
      <Field
        {...props}
        label="Password"
        name="password"
        type={shown ? 'text' : 'password'}
        testId="password"
      />
      <button
        type="button"
        class="absolute top-0 right-0 min-h-6 px-1 font-medium text-muted text-sm hover:text-ink"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        Show<span class="sr-only"> the password</span>
      </button>
    </div>
  );
}
