import type { ExportAnswer, ExportAsk, ExportPreset, Fault, GenerateAsk, ItemRef, KeptPicture, ModelCard, Run, StudioInfo } from './types';

/** What the studio answered instead of what was asked for. */
export class StudioError extends Error {
  constructor(
    readonly status: number,
    readonly fault: Fault,
  ) {
    super(fault.message);
  }
}

let token = '';

export function useToken(value: string): void {
  token = value;
}

export function currentToken(): string {
  return token;
}

export async function call<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const isFile = body instanceof Blob;
  let response: Response;
  try {
    response = await fetch(`./api${path}`, {
      method,
      signal: signal ?? null,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && !isFile ? { 'content-type': 'application/json' } : {}) },
      body: body === undefined ? null : isFile ? body : JSON.stringify(body),
    });
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e;
    throw new StudioError(0, { message: 'The studio does not answer.', hint: 'Look whether it still runs; this page connects again by itself.' });
  }
  const text = await response.text();
  if (response.ok) return (text ? JSON.parse(text) : undefined) as T;
  let fault: Fault = { message: `The studio answered ${response.status}.`, hint: 'Try again.' };
  try {
    fault = JSON.parse(text) as Fault;
  } catch {
    // The status is all there is.
  }
  throw new StudioError(response.status, fault);
}

const signed = (path: string, more = '') => `./api${path}?access_token=${encodeURIComponent(token)}${more}`;

export const api = {
  studio: () => call<StudioInfo>('GET', '/studio'),
  models: () => call<ModelCard[]>('GET', '/models'),
  runs: (before?: string, limit = 60) => call<Run[]>('GET', `/runs?limit=${limit}${before ? `&before=${before}` : ''}`),
  run: (id: string) => call<Run>('GET', `/runs/${id}`),
  generate: (ask: GenerateAsk) => call<Run>('POST', '/generate', ask),
  vary: (ref: ItemRef, count: number, strength: number) => call<Run>('POST', `/runs/${ref.run}/items/${ref.item}/vary`, { count, strength }),
  cancel: (id: string) => call<Run>('POST', `/runs/${id}/cancel`),
  remove: (id: string) => call<void>('DELETE', `/runs/${id}`),
  favourite: (ref: ItemRef, value: boolean) => call<Run>('PUT', `/runs/${ref.run}/items/${ref.item}/favourite?value=${value}`),
  addPicture: (file: Blob, name: string) => call<KeptPicture>('POST', `/pictures?name=${encodeURIComponent(name)}`, file),
  presets: () => call<ExportPreset[]>('GET', '/export/presets'),
  exportMaps: (ask: ExportAsk) => call<ExportAnswer>('POST', '/export', ask),
  mapUrl: (ref: ItemRef, map: string) => signed(`/runs/${ref.run}/items/${ref.item}/${map}.png`),
  previewUrl: (run: string, name: string | number, count: number) => signed(`/runs/${run}/previews/${name}.png`, `&n=${count}`),
  pictureUrl: (id: string) => signed(`/pictures/${id}`),
};
