import type { ModelCard } from '../api/types';
import type { Kind, Parameter } from './types';

/** What the model itself takes where a node's parameter is left alone; undefined for parameters whose default is a value like any other. */
export function usualOf(kind: Kind, parameter: Parameter, models: readonly ModelCard[], chosen: unknown): string | undefined {
  if (!kind.parameters.some((one) => one.name === 'model')) return undefined;
  const model = models.find((one) => one.id === chosen) ?? models[0];
  const own: Record<string, unknown> = {
    width: model?.width,
    height: model?.height,
    steps: model?.steps,
    guidance: model?.guidanceScale,
    sampler: model?.sampler,
    schedule: model?.schedule,
    model: models[0]?.id,
  };
  return parameter.name in own ? `${own[parameter.name] ?? "the model's own"} (default)` : undefined;
}
