import type { GenerateAsk, KeptPicture, ModelCard, TextureRequest } from '../api/types';

/** A picture that goes into the next request, and what for. */
export interface PromptPicture {
  use: 'start' | 'control';
  /** The ControlNet that reads it, where it controls. */
  net?: string;
  picture: KeptPicture;
  /** The id of a mask on it. */
  mask?: string;
  strength: number;
}

/** What stands in the prompt bar. Empty means the model's own. */
export interface Prompt {
  text: string;
  negative: string;
  count: number;
  size: number | null;
  steps: number | null;
  guidance: number | null;
  seed: number | null;
  tile: 'XY' | 'X' | 'Y' | 'None' | null;
  sampler: string | null;
  model: string | null;
  live: boolean;
  picture: PromptPicture | null;
}

export const emptyPrompt: Prompt = {
  text: '',
  negative: '',
  count: 4,
  size: null,
  steps: null,
  guidance: null,
  seed: null,
  tile: null,
  sampler: null,
  model: null,
  live: false,
  picture: null,
};

/** The request of a prompt; nothing that is left to the model stands in it. */
export function requestOf(prompt: Prompt): TextureRequest {
  return {
    prompt: prompt.text.trim(),
    ...(prompt.negative.trim() ? { negativePrompt: prompt.negative.trim() } : {}),
    ...(prompt.seed !== null ? { seed: prompt.seed } : {}),
    ...(prompt.steps !== null ? { steps: prompt.steps } : {}),
    ...(prompt.size !== null ? { width: prompt.size, height: prompt.size } : {}),
    ...(prompt.tile !== null ? { tile: prompt.tile } : {}),
    ...(prompt.guidance !== null ? { guidance: { scale: prompt.guidance } } : {}),
    ...(prompt.sampler !== null ? { sampling: { sampler: prompt.sampler } } : {}),
    ...(prompt.picture?.use === 'start' ? { start: { strength: prompt.picture.strength } } : {}),
  };
}

export function askOf(prompt: Prompt, slot: string | null): GenerateAsk {
  const { picture } = prompt;
  return {
    request: slot ? { ...requestOf(prompt), seed: prompt.seed ?? 1 } : requestOf(prompt),
    count: slot ? 1 : prompt.count,
    ...(prompt.model ? { model: prompt.model } : {}),
    preview: true,
    ...(slot ? { slot } : {}),
    ...(picture?.use === 'start' ? { start: picture.picture.id, ...(picture.mask ? { mask: picture.mask } : {}) } : {}),
    ...(picture?.use === 'control' ? { controls: [{ model: picture.net ?? 'controlnet', picture: picture.picture.id, scale: picture.strength }] } : {}),
  };
}

/** The prompt that made a picture, as far as the bar can say it. */
export function promptFrom(request: TextureRequest, before: Prompt): Prompt {
  return {
    ...before,
    text: request.prompt,
    negative: request.negativePrompt ?? '',
    seed: request.seed ?? null,
    steps: request.steps ?? null,
    size: request.width !== undefined && request.width === request.height ? request.width : null,
    guidance: request.guidance?.scale ?? null,
    sampler: request.sampling?.sampler ?? null,
    tile: (request.tile as Prompt['tile']) ?? null,
    picture: null,
  };
}

/** The sizes that a model can be asked for, of those that people want. */
export function sizesOf(model: ModelCard | undefined): number[] {
  if (!model) return [256];
  return [64, 128, 256, 384, 512, 768, 1024, 1536, 2048].filter((size) => size >= model.minSize && size <= model.maxSize && size % model.sizeMultiple === 0);
}

/** Whether the model takes such a picture. */
export function can(model: ModelCard | undefined, what: 'image' | 'mask' | 'controls'): boolean {
  return model ? { image: model.takesImage, mask: model.takesMask, controls: model.takesControls }[what] : false;
}
