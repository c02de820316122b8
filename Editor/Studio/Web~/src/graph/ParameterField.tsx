import { useEffect, useRef, useState } from 'react';
import { act } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { Slider } from '../ui/Slider';
import { GradientField } from './GradientField';
import { CurveField } from './CurveField';
import { graphApi } from './graphApi';
import { wordsOf } from './NodeView';
import type { Parameter } from './types';

interface Props {
  parameter: Parameter;
  value: unknown;
  isSet: boolean;
  /** The output that gives it instead. */
  wire: string | undefined;
  onChange: (value: unknown) => void;
}

/** One parameter by its type. */
export function ParameterField({ parameter, value, isSet, wire, onChange }: Props) {
  const name = wordsOf(parameter.name);
  const label = parameter.unit ? `${name} (${parameter.unit})` : name;
  return (
    <div className={`parameter-field ${isSet ? 'set' : ''}`} title={parameter.help}>
      {wire ? (
        <p className="wired">
          <span className="slider-name">{label}</span> from {wire}
        </p>
      ) : (
        <Widget parameter={parameter} label={label} value={value} onChange={onChange} />
      )}
      {isSet && !wire && <IconButton icon="reset" label={`${name}: take the usual value`} className="quiet-reset" onClick={() => onChange(undefined)} />}
    </div>
  );
}

function Widget({ parameter, label, value, onChange }: { parameter: Parameter; label: string; value: unknown; onChange: (value: unknown) => void }) {
  switch (parameter.type) {
    case 'number':
    case 'integer':
      return <NumberField parameter={parameter} label={label} value={Number(value)} onChange={onChange} />;
    case 'toggle':
      return (
        <label className="check">
          <input type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} />
          {label}
        </label>
      );
    case 'choice':
      return (
        <label className="field">
          <span>{label}</span>
          <select value={String(value)} onChange={(event) => onChange(event.target.value)}>
            {parameter.choices.map((choice) => (
              <option key={choice} value={choice}>
                {choice === '' ? 'usual' : wordsOf(choice)}
              </option>
            ))}
          </select>
        </label>
      );
    case 'seed':
      return (
        <label className="field">
          <span>{label}</span>
          <span className="with-button">
            <input value={String(value)} inputMode="numeric" pattern="[0-9]*" onChange={(event) => /^\d{0,19}$/.test(event.target.value) && onChange(event.target.value || '0')} />
            <IconButton icon="more" label={`Another ${label}`} onClick={() => onChange(String(Math.floor(Math.random() * 2 ** 32)))} />
          </span>
        </label>
      );
    case 'colour':
      return (
        <label className="field">
          <span>{label}</span>
          <span className="with-button">
            <input type="color" value={String(value).slice(0, 7)} onChange={(event) => onChange(event.target.value)} />
            <output>{String(value)}</output>
          </span>
        </label>
      );
    case 'gradient':
      return <GradientField label={label} value={value as [number, string][]} onChange={onChange} />;
    case 'curve':
      return <CurveField label={label} value={value as [number, number][]} onChange={onChange} />;
    case 'file':
      return <FileField label={label} value={String(value ?? '')} onChange={onChange} />;
    case 'graph':
      return <p className="hint">{label}: a graph of its own, which the document holds.</p>;
    default:
      return (
        <label className="field">
          <span>{label}</span>
          <TextArea value={String(value ?? '')} max={parameter.maximum} onChange={onChange} />
        </label>
      );
  }
}

// Numbers with both ends slide; others are typed.
function NumberField({ parameter, label, value, onChange }: { parameter: Parameter; label: string; value: number; onChange: (value: number) => void }) {
  const { minimum, maximum } = parameter;
  const whole = parameter.type === 'integer';
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const take = (typed: string) => {
    setText(typed);
    const number = Number(typed);
    if (typed.trim() === '' || !Number.isFinite(number)) return;
    const bounded = Math.min(maximum ?? Infinity, Math.max(minimum ?? -Infinity, whole ? Math.round(number) : number));
    onChange(bounded);
  };
  const input = <input type="number" aria-label={label} value={text} min={minimum} max={maximum} step={whole ? 1 : 'any'} onChange={(event) => take(event.target.value)} onBlur={() => setText(String(value))} />;
  if (minimum === undefined || maximum === undefined || maximum - minimum > 5000)
    return (
      <div className="field">
        <span aria-hidden="true">{label}</span>
        {input}
      </div>
    );
  return (
    <div className="number-field">
      <Slider label={label} value={value} min={minimum} max={maximum} step={whole ? 1 : (maximum - minimum) / 200} onChange={(next) => onChange(whole ? next : Number(next.toPrecision(5)))} format={() => ''} />
      {input}
    </div>
  );
}

function TextArea({ value, max, onChange }: { value: string; max: number | undefined; onChange: (value: string) => void }) {
  return <textarea rows={2} value={value} maxLength={max ?? 4000} onChange={(event) => onChange(event.target.value)} />;
}

function FileField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <label className="field">
      <span>{label}</span>
      <span className="with-button">
        <input value={value} placeholder="none" onChange={(event) => onChange(event.target.value)} />
        <IconButton icon="image" label="Choose a picture" onClick={() => input.current?.click()} />
        <input
          ref={input}
          type="file"
          hidden
          aria-hidden="true"
          tabIndex={-1}
          accept="image/png,image/jpeg,image/webp"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void act(async () => onChange((await graphApi.addPicture(file, file.name)).file));
            event.target.value = '';
          }}
        />
      </span>
    </label>
  );
}
