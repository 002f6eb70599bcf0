import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'

export interface ButtonProps {
  readonly children: ComponentChildren
  readonly onClick: () => void
  readonly kind?: 'primary' | 'danger' | 'quiet' | 'link' | undefined
  /** State of a toggle button. */
  readonly isPressed?: boolean
  readonly disabled?: boolean
  readonly label?: string | undefined
}

export function Button({ children, onClick, kind, isPressed, disabled, label }: ButtonProps) {
  return (
    <button
      type="button"
      class={kind}
      disabled={disabled}
      aria-label={label}
      aria-pressed={isPressed}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

interface SelectProps<Value extends string | number> {
  readonly label: string
  readonly value: Value
  /** Value and title of each option. */
  readonly options: readonly (readonly [Value, string, ...unknown[]])[]
  readonly onChange: (value: Value) => void
}

/** A drop-down list, labelled for screen readers only. */
export function Select<Value extends string | number>({ label, value, options, onChange }: SelectProps<Value>) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => {
        const option = options[event.currentTarget.selectedIndex]
        if (option !== undefined) onChange(option[0])
      }}
    >
      {options.map(([key, title]) => (
        <option key={key} value={key}>
          {title}
        </option>
      ))}
    </select>
  )
}

interface TextInputProps {
  readonly value: Signal<string>
  /** Omitted for an input inside a label. */
  readonly label?: string
  readonly type?: 'text' | 'search' | 'password'
  readonly placeholder?: string
  readonly class?: string
}

interface FieldProps {
  readonly title: string
  readonly value: Signal<string>
  readonly hint?: string
  readonly placeholder?: string
  readonly required?: boolean
  /** Regular expression that the whole value matches; `hint` describes it. */
  readonly pattern?: string
}

/** A labelled text field of a form. */
export function Field({ title, value, hint, placeholder, required, pattern }: FieldProps) {
  return (
    <label class="field">
      <span>{title}</span>
      <input
        type="text"
        autocomplete="off"
        value={value.value}
        placeholder={placeholder}
        required={required}
        pattern={pattern}
        title={hint}
        onInput={(event) => (value.value = event.currentTarget.value)}
      />
      {hint === undefined ? null : <small>{hint}</small>}
    </label>
  )
}

/** A labelled drop-down list of a form. */
export function Choice<Value extends string | number>(props: SelectProps<Value>) {
  return (
    <div class="field">
      <span aria-hidden="true">{props.label}</span>
      <Select {...props} />
    </div>
  )
}

/** A text field bound to a signal. Browsers do not suggest earlier values. */
export function TextInput({ value, label, type = 'text', placeholder, class: className }: TextInputProps) {
  const attributes = {
    autocomplete: 'off' as const,
    'aria-label': label,
    placeholder,
    class: className,
    value: value.value,
    onInput: (event: InputEvent & { readonly currentTarget: HTMLInputElement }) =>
      (value.value = event.currentTarget.value),
  }
  // Preact's types do not accept a union as `type`.
  if (type === 'password') return <input type="password" {...attributes} />
  return type === 'search' ? <input type="search" {...attributes} /> : <input type="text" {...attributes} />
}
