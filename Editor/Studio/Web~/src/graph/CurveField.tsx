import { type PointerEvent, useRef } from 'react';

type Point = [number, number];

const size = 100;
const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** A curve of tones: points are dragged, a double click adds one, Delete removes it. */
export function CurveField({ label, value, onChange }: { label: string; value: Point[]; onChange: (value: Point[]) => void }) {
  const area = useRef<SVGSVGElement>(null);
  const dragged = useRef<number | null>(null);
  const at = (event: { clientX: number; clientY: number }): Point => {
    const box = area.current!.getBoundingClientRect();
    return [clamp((event.clientX - box.left) / box.width), clamp(1 - (event.clientY - box.top) / box.height)];
  };
  const move = (i: number, [x, y]: Point) => {
    const [low, high] = [value[i - 1]?.[0] ?? -1, value[i + 1]?.[0] ?? 2];
    const place: Point = [round(Math.min(high - 0.01, Math.max(low + 0.01, clamp(x)))), round(clamp(y))];
    onChange(value.map((one, k) => (k === i ? place : one)));
  };
  return (
    <div className="curve">
      <span className="slider-name">{label}</span>
      <svg
        ref={area}
        viewBox={`0 0 ${size} ${size}`}
        role="group"
        aria-label={label}
        onDoubleClick={(event) => {
          const [x, y] = at(event);
          if (value.length < 16 && value.every((one) => Math.abs(one[0] - x) > 0.02)) onChange([...value, [round(x), round(y)] as Point].sort((a, b) => a[0] - b[0]));
        }}
        onPointerMove={(event: PointerEvent) => {
          if (dragged.current !== null) move(dragged.current, at(event));
        }}
        onPointerUp={() => {
          dragged.current = null;
        }}
      >
        <polyline points={value.map(([x, y]) => `${x * size},${(1 - y) * size}`).join(' ')} />
        {value.map(([x, y], i) => (
          <circle
            key={i}
            cx={x * size}
            cy={(1 - y) * size}
            r={4}
            tabIndex={0}
            role="slider"
            aria-label={`Point ${i + 1} of ${label}`}
            aria-valuenow={y}
            aria-valuemin={0}
            aria-valuemax={1}
            aria-valuetext={`${x} to ${y}`}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              dragged.current = i;
            }}
            onKeyDown={(event) => {
              const by: Record<string, Point> = { ArrowUp: [0, 0.02], ArrowDown: [0, -0.02], ArrowLeft: [-0.02, 0], ArrowRight: [0.02, 0] };
              const step = by[event.key];
              if (step) move(i, [x + step[0], y + step[1]]);
              else if ((event.key === 'Delete' || event.key === 'Backspace') && value.length > 2) onChange(value.filter((_, k) => k !== i));
              else return;
              event.preventDefault();
              event.stopPropagation();
            }}
          />
        ))}
      </svg>
    </div>
  );
}

const round = (value: number) => Math.round(value * 1000) / 1000;
