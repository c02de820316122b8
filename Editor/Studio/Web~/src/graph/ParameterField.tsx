import { useRef } from 'react';
import { act, useStudio } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { GradientField } from './GradientField';
import { CurveField } from './CurveField';
import { graphApi } from './graphApi';
import { NumberField, UsualNumberField } from './NumberField';
import type { Parameter } from './types';
import { wordsOf } from './waiting';

interface Props {
  parameter: Parameter;
  value: unknown;
  isSet: boolean;
  /** The output that gives it instead. */
  wire: string | undefined;
  /** What the model takes where it is left alone. */
  usual?: string | undefined;
  /** What it is called here, where that is not its own name. */
  called?: string | undefined;
  onChange: (value: unknown) => void;
}

/** One parameter by its type. */
export function ParameterField({ parameter, value, isSet, wire, usual, called, onChange }: Props) {
  const name = wordsOf(called ?? parameter.name);
  const label = units.has(parameter.unit) ? `${name} (${parameter.unit})` : name;
  return (
    <div className={`parameter-field ${isSet ? 'set' : ''}`} title={parameter.help}>
      {wire ? (
        <p className="wired">
          <span className="slider-name">{label}</span> from {wire}
        </p>
      ) : (
        <Widget parameter={parameter} label={label} value={value} isSet={isSet} usual={usual} onChange={onChange} />
      )}
      {isSet && !wire && <IconButton icon="reset" label={`${name}: take the usual value`} className="quiet-reset" onClick={() => onChange(undefined)} />}
    </div>
  );
}

// What is counted (bricks, cells) says the name already.
const units = new Set(['px', '°', '%']);

// Longer texts are written on several lines.
const longestLine = 200;

function Widget({ parameter, label, value, isSet, usual, onChange }: { parameter: Parameter; label: string; value: unknown; isSet: boolean; usual: string | undefined; onChange: (value: unknown) => void }) {
  switch (parameter.type) {
    case 'number':
    case 'integer':
      if (usual) return <UsualNumberField parameter={parameter} label={label} value={isSet && value !== parameter.default ? Number(value) : undefined} usual={usual} onChange={onChange} />;
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
                {choice === '' ? (usual ?? 'default') : wordsOf(choice)}
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
      return null;
    default:
      if (usual) return <ModelField label={label} value={String(value ?? '')} usual={usual} onChange={onChange} />;
      return (
        <label className="field">
          <span>{label}</span>
          {(parameter.maximum ?? Infinity) <= longestLine ? (
            <input type="text" value={String(value ?? '')} maxLength={parameter.maximum} onChange={(event) => onChange(event.target.value)} />
          ) : (
            <TextArea value={String(value ?? '')} max={parameter.maximum} onChange={onChange} />
          )}
        </label>
      );
  }
}

/** The model by its name; one that is not here stays named. */
function ModelField({ label, value, usual, onChange }: { label: string; value: string; usual: string; onChange: (value: unknown) => void }) {
  const models = useStudio((state) => state.models);
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value || undefined)}>
        <option value="">{usual}</option>
        {[...new Set([...models.map((one) => one.id), ...(value ? [value] : [])])].map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </label>
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
