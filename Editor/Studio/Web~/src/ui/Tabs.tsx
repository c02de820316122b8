import { useRef } from 'react';

interface Props<T extends string> {
  label: string;
  value: T;
  options: readonly { id: T; name: string }[];
  onChange: (value: T) => void;
  className?: string;
}

/** One of several, by pointer or arrow keys. */
export function Tabs<T extends string>({ label, value, options, onChange, className = '' }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const step = (by: number) => {
    const at = options.findIndex((option) => option.id === value);
    const next = (at + by + options.length) % options.length;
    onChange(options[next]!.id);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div
      className={`tabs ${className}`}
      role="radiogroup"
      aria-label={label}
      ref={list}
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (!by) return;
        event.preventDefault();
        step(by);
      }}
    >
      {options.map((option) => (
        <button key={option.id} type="button" role="radio" aria-checked={option.id === value} tabIndex={option.id === value ? 0 : -1} onClick={() => onChange(option.id)}>
          {option.name}
        </button>
      ))}
    </div>
  );
}
