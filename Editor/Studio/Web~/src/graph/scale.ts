import type { Parameter } from './types';

// Where on a slider the usual value is, unless it lies further right by itself.
const usualPlace = 0.3;

/** How a slider's way, 0 to 1, becomes a value: finer at the lower end where the usual value is a small part of a long range. */
export interface Scale {
  valueAt: (way: number) => number;
  wayOf: (value: number) => number;
  /** By how much an arrow key changes a value. */
  step: (value: number) => number;
}

export function scaleOf({ type, minimum = 0, maximum = 1, default: usual }: Pick<Parameter, 'type' | 'minimum' | 'maximum' | 'default'>): Scale {
  const span = maximum - minimum;
  const place = (Number(usual) - minimum) / span;
  const power = place > 0 && place < usualPlace ? Math.log(place) / Math.log(usualPlace) : 1;
  const whole = type === 'integer';
  const wayOf = (value: number) => (Math.min(maximum, Math.max(minimum, value)) - minimum) ** (1 / power) / span ** (1 / power);
  const valueAt = (way: number) => {
    const value = minimum + span * way ** power;
    return whole ? Math.round(value) : Number(value.toPrecision(3));
  };
  return { valueAt, wayOf, step: (value) => (whole ? 1 : Number(Math.max(span / 1000, valueAt(Math.min(1, wayOf(value) + 0.01)) - value).toPrecision(1))) };
}
