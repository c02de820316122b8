import { type Prompt, sizesOf } from '../state/prompt';
import { setPrompt, useStudio } from '../state/store';

const tiles: { id: NonNullable<Prompt['tile']>; name: string }[] = [
  { id: 'XY', name: 'Both axes' },
  { id: 'X', name: 'X' },
  { id: 'Y', name: 'Y' },
  { id: 'None', name: 'No' },
];

/** What few prompts need; everything that is left alone is the model's own. */
export function PromptSettings() {
  const prompt = useStudio((state) => state.prompt);
  const models = useStudio((state) => state.models);
  const samplers = useStudio((state) => state.info?.samplers ?? {});
  const model = models.find((one) => one.id === prompt.model) ?? models[0];
  return (
    <div className="prompt-settings" id="prompt-settings">
      <Choice label="Pictures" value={String(prompt.count)} onChange={(value) => setPrompt({ count: Number(value) })} options={[1, 2, 4, 8, 16].map((n) => ({ id: String(n), name: String(n) }))} />
      <Choice
        label="Size"
        value={String(prompt.size ?? '')}
        onChange={(value) => setPrompt({ size: value ? Number(value) : null })}
        options={[{ id: '', name: `${model?.width ?? ''} (default)` }, ...sizesOf(model).map((size) => ({ id: String(size), name: `${size} px` }))]}
      />
      <Figure label="Steps" value={prompt.steps} placeholder={model?.steps} min={1} max={1000} step={1} onChange={(steps) => setPrompt({ steps })} />
      <Figure label="Guidance" value={prompt.guidance} placeholder={model?.guidanceScale} min={0} max={100} step={0.5} onChange={(guidance) => setPrompt({ guidance })} />
      <Figure label="Seed" value={prompt.seed} placeholder="random" min={0} max={4294967295} step={1} onChange={(seed) => setPrompt({ seed })} />
      <Choice label="Tiles" value={prompt.tile ?? ''} onChange={(value) => setPrompt({ tile: (value || null) as Prompt['tile'] })} options={[{ id: '', name: model?.repeats ? 'Both axes (default)' : 'No (default)' }, ...tiles]} />
      <Choice
        label="Sampler"
        value={prompt.sampler ?? ''}
        onChange={(value) => setPrompt({ sampler: value || null })}
        options={[{ id: '', name: `${model?.sampler ?? ''} (default)` }, ...Object.entries(samplers).map(([id, name]) => ({ id, name }))]}
      />
      <Choice label="Model" value={prompt.model ?? model?.id ?? ''} onChange={(value) => setPrompt({ model: value === models[0]?.id ? null : value })} options={models.map((one) => ({ id: one.id, name: one.id }))} />
      <label className="field wide">
        <span>Avoid</span>
        <input value={prompt.negative} maxLength={4000} placeholder="What to steer away from" onChange={(event) => setPrompt({ negative: event.target.value })} />
      </label>
    </div>
  );
}

function Choice({ label, value, options, onChange }: { label: string; value: string; options: { id: string; name: string }[]; onChange: (value: string) => void }) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface FigureProps {
  label: string;
  value: number | null;
  placeholder: string | number | undefined;
  min: number;
  max: number;
  step: number;
  onChange: (value: number | null) => void;
}

function Figure({ label, value, placeholder, onChange, ...range }: FigureProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="number"
        value={value ?? ''}
        placeholder={placeholder === undefined ? '' : String(placeholder)}
        {...range}
        onChange={(event) => {
          const number = event.target.valueAsNumber;
          onChange(Number.isNaN(number) ? null : Math.min(range.max, Math.max(range.min, number)));
        }}
      />
    </label>
  );
}
