import { call, currentToken } from '../api/client';
import type { Run } from '../api/types';
import type { Catalogue, GraphDocument, NodeCard, SavedGraph } from './types';

export const graphApi = {
  nodes: () => call<Catalogue>('GET', '/nodes'),
  samples: () => call<GraphDocument[]>('GET', '/samples'),
  list: () => call<SavedGraph[]>('GET', '/graphs'),
  read: (name: string) => call<SavedGraph>('GET', `/graphs/${encodeURIComponent(name)}`),
  save: (name: string, graph: GraphDocument, revision: string | null) => call<SavedGraph>('PUT', `/graphs/${encodeURIComponent(name)}`, { graph, ...(revision ? { revision } : {}) }),
  remove: (name: string) => call<void>('DELETE', `/graphs/${encodeURIComponent(name)}`),
  run: (name: string, graph: GraphDocument) => call<Run>('POST', '/graphs/run', { name, graph, slot: `graph:${name}` }),
  node: (run: string, node: string) => call<NodeCard>('GET', `/runs/${run}/nodes/${encodeURIComponent(node)}`),
  nodeUrl: (run: string, node: string, map: string) => `./api/runs/${run}/nodes/${encodeURIComponent(node)}/${map}.png?access_token=${encodeURIComponent(currentToken())}`,
  addPicture: (file: Blob, name: string) => call<{ file: string }>('POST', `/graphs/pictures?name=${encodeURIComponent(name)}`, file),
  pictureUrl: (file: string) => `./api/graphs/pictures/${encodeURIComponent(file)}?access_token=${encodeURIComponent(currentToken())}`,
};
