export type PortType = 'picture' | 'grey' | 'mask' | 'material' | 'text' | 'number' | 'seed' | 'colour' | 'gradient' | 'control' | 'any';

export type ParameterType = 'number' | 'integer' | 'toggle' | 'choice' | 'text' | 'seed' | 'colour' | 'gradient' | 'curve' | 'file' | 'graph';

export interface Port {
  name: string;
  type: PortType;
  help: string;
  isRequired: boolean;
}

export interface Parameter {
  name: string;
  type: ParameterType;
  help: string;
  default: unknown;
  minimum?: number;
  maximum?: number;
  unit: string;
  choices: string[];
  wire?: PortType;
}

export interface Kind {
  id: string;
  title: string;
  category: string;
  help: string;
  keywords: string;
  inputs: Port[];
  outputs: Port[];
  parameters: Parameter[];
}

export interface Catalogue {
  kinds: Kind[];
  /** "grey>picture": how the value is converted. */
  rules: Record<string, string>;
  /** "grey>material": why not, and what to put between. */
  refusals: Record<string, string>;
}

export interface GraphNode {
  id: string;
  kind: string;
  x: number;
  y: number;
  /** What people call it, where its kind's title says too little. */
  title?: string;
  parameters?: Record<string, unknown>;
  [unknown: string]: unknown;
}

export interface Wire {
  from: string;
  to: string;
  [unknown: string]: unknown;
}

export interface Exposed {
  name: string;
  node: string;
  parameter: string;
  help?: string;
}

export interface Group {
  id: string;
  title: string;
  nodes: string[];
}

/** A texture graph, as Documentation~/nodes.md describes it; what the studio does not know it keeps. */
export interface GraphDocument {
  scumbleGraph: number;
  name: string;
  width: number;
  height: number;
  tile: string;
  nodes: GraphNode[];
  wires: Wire[];
  exposed: Exposed[];
  studio?: { groups?: Group[] };
  [unknown: string]: unknown;
}

export interface SavedGraph {
  name: string;
  revision: string;
  changed: string;
  graph?: GraphDocument;
  nodes?: Record<string, Kind>;
}

export interface RunNode {
  id: string;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  cached: boolean;
  blocked: boolean;
  progress: number;
  message?: string;
  hint?: string;
  seconds: number;
  preview: number;
  /** Names its result, where it has one: equal keys are equal results. */
  key?: string;
  warnings: string[];
}

/** What can be seen of a node. */
export interface NodeCard {
  maps: string[];
  width: number;
  height: number;
}
