import { IconButton } from '../ui/IconButton';

type Stop = [number, string];

/** Colours along a line: each stop has a place and a colour. */
export function GradientField({ label, value, onChange }: { label: string; value: Stop[]; onChange: (value: Stop[]) => void }) {
  const change = (i: number, stop: Stop) => onChange(ordered(value.map((one, k) => (k === i ? stop : one))));
  const add = () => {
    const [a, b] = [value.at(-2) ?? value[0]!, value.at(-1)!];
    onChange(ordered([...value, [(a[0] + b[0]) / 2, b[1]]]));
  };
  return (
    <fieldset className="gradient">
      <legend className="slider-name">{label}</legend>
      <div className="gradient-bar" aria-hidden="true" style={{ background: `linear-gradient(90deg, ${value.map(([at, colour]) => `${colour} ${at * 100}%`).join(', ')})` }} />
      {value.map((stop, i) => (
        <div key={i} className="gradient-stop">
          <input type="color" aria-label={`Colour of stop ${i + 1}`} value={stop[1].slice(0, 7)} onChange={(event) => change(i, [stop[0], event.target.value])} />
          <input type="range" aria-label={`Place of stop ${i + 1}`} min={0} max={1} step={0.01} value={stop[0]} onChange={(event) => change(i, [Number(event.target.value), stop[1]])} />
          <IconButton icon="close" label={`Remove stop ${i + 1}`} disabled={value.length <= 2} onClick={() => onChange(value.filter((_, k) => k !== i))} />
        </div>
      ))}
      <button type="button" className="slim" disabled={value.length >= 16} onClick={add}>
        Add a stop
      </button>
    </fieldset>
  );
}

const ordered = (stops: Stop[]): Stop[] => [...stops].sort((a, b) => a[0] - b[0]);
