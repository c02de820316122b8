import type { GraphDocument, RunNode } from '../graph/types';

export type RunState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Fault {
  message: string;
  hint: string;
  member?: string;
}

export interface RunItem {
  index: number;
  state: RunState;
  name?: string;
  node?: string;
  seed?: number;
  stage?: string;
  stepsDone: number;
  stepCount: number;
  preview: number;
  seconds?: number;
  previewSeconds?: number;
  maps: string[];
  width: number;
  height: number;
  tile?: string;
  identity?: string;
  warnings: string[];
  favourite: boolean;
}

export interface Run {
  id: string;
  revision: number;
  kind: 'generate' | 'graph';
  state: RunState;
  title: string;
  created: string;
  finished?: string;
  slot?: string;
  model?: string;
  asked?: GenerateAsk & { graph?: GraphDocument };
  items: RunItem[];
  nodes?: RunNode[];
  fault?: Fault;
}

export interface TextureRequest {
  prompt: string;
  negativePrompt?: string;
  seed?: number;
  steps?: number;
  width?: number;
  height?: number;
  tile?: string;
  guidance?: { scale?: number };
  sampling?: { sampler?: string; schedule?: string };
  start?: { strength?: number; feather?: number };
}

export interface GenerateAsk {
  request: TextureRequest;
  count?: number;
  model?: string;
  slot?: string;
  preview?: boolean;
  start?: string;
  mask?: string;
  controls?: { model: string; picture: string; scale?: number }[];
}

export interface ModelCard {
  id: string;
  family?: string;
  steps: number;
  guidanceScale: number;
  sampler?: string;
  schedule?: string;
  width: number;
  height: number;
  sizeMultiple: number;
  minSize: number;
  maxSize: number;
  repeats: boolean;
  abilities: string[];
  takesImage: boolean;
  takesMask: boolean;
  takesControls: boolean;
  /** Its own ControlNets, names of components. */
  controlNets: string[];
  problems: Fault[];
}

export interface StudioInfo {
  version: string;
  project: string;
  device: string;
  waiting: number;
  samplers: Record<string, string>;
  schedules: Record<string, string>;
}

export interface KeptPicture {
  id: string;
  name: string;
  width: number;
  height: number;
  request?: TextureRequest;
  graph?: GraphDocument;
}

export interface ExportPreset {
  id: string;
  name: string;
  normals: 'opengl' | 'directx';
  files: { suffix: string; maps: string[] }[];
}

export interface ExportAsk {
  run: string;
  item: number;
  name: string;
  folder: string;
  preset: string;
  files?: string[];
  size?: number;
  normals?: 'opengl' | 'directx';
  heightBits: number;
  /** Whether files of these names may be replaced. */
  overwrite: boolean;
}

export interface ExportAnswer {
  folder: string;
  /** The same, a full path of the studio's machine. */
  path: string;
  files: string[];
}

/** One picture of a run. */
export interface ItemRef {
  run: string;
  item: number;
}
