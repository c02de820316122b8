import { useEffect, useMemo, useState } from 'react';
import { scaleOf } from './scale';
import type { Parameter } from './types';

interface Props {
  parameter: Parameter;
  label: string;
  value: number;
  onChange: (value: number) => void;
}

const longest = 5000;

/** A number: those with both ends slide, others are typed. */
export function NumberField({ parameter, label, value, onChange }: Props) {
  const { minimum, maximum } = parameter;
  const whole = parameter.type === 'integer';
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const bounded = (number: number) => Math.min(maximum ?? Infinity, Math.max(minimum ?? -Infinity, whole ? Math.round(number) : number));
  const take = (typed: string) => {
    setText(typed);
    const number = Number(typed);
    if (typed.trim() !== '' && Number.isFinite(number)) onChange(bounded(number));
  };
  const input = (
    <input
      type="number"
      aria-label={label}
      value={text}
      min={minimum}
      max={maximum}
      step={whole ? 1 : 'any'}
      onChange={(event) => take(event.target.value)}
      onBlur={() => setText(String(value))}
    />
  );
  if (minimum === undefined || maximum === undefined || maximum - minimum > longest)
    return (
      <div className="field">
        <span aria-hidden="true">{label}</span>
        {input}
      </div>
    );
  return (
    <div className="number-field">
      <ScaledSlider parameter={parameter} label={label} value={value} onChange={(next) => onChange(bounded(next))} />
      {input}
    </div>
  );
}

function ScaledSlider({ parameter, label, value, onChange }: Props) {
  const { type, minimum, maximum, default: usual } = parameter;
  const scale = useMemo(() => scaleOf({ type, minimum, maximum, default: usual } as Parameter), [type, minimum, maximum, usual]);
  return (
    <label className="slider">
      <span className="slider-name">{label}</span>
      <input
        type="range"
        min={0}
        max={1}
        step="any"
        value={scale.wayOf(value)}
        aria-valuetext={String(value)}
        onChange={(event) => onChange(scale.valueAt(Number(event.target.value)))}
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
          if (!by || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          onChange(Number((value + by * scale.step(value)).toPrecision(6)));
        }}
      />
    </label>
  );
}

interface UsualProps {
  parameter: Parameter;
  label: string;
  value: number | undefined;
  usual: string;
  onChange: (value: number | undefined) => void;
}

/** A number that the model gives where it is left empty. */
export function UsualNumberField({ parameter, label, value, usual, onChange }: UsualProps) {
  const { minimum = -Infinity, maximum = Infinity, type } = parameter;
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="number"
        value={value ?? ''}
        placeholder={usual}
        min={Math.max(0, minimum)}
        max={maximum}
        step={type === 'integer' ? 1 : 'any'}
        onChange={(event) => {
          const number = event.target.valueAsNumber;
          const bounded = Math.min(maximum, Math.max(minimum, type === 'integer' ? Math.round(number) : number));
          onChange(Number.isNaN(number) || bounded === parameter.default ? undefined : bounded);
        }}
      />
    </label>
  );
}
