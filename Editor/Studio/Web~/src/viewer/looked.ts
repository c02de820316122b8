import { api } from '../api/client';
import type { ItemRef, RunItem } from '../api/types';

/** What the viewer shows: a run's picture, or what a node of a graph gave. */
export interface Looked {
  /** Another picture has another name. */
  id: string;
  title: string;
  maps: string[];
  width: number;
  height: number;
  /** The axes on which it repeats: "XY", "X", "Y", "None". */
  tile: string;
  urlOf: (map: string) => string;
}

export function lookedAt(ref: ItemRef, item: RunItem, title: string): Looked {
  return { id: `${ref.run}/${ref.item}`, title, maps: item.maps, width: item.width, height: item.height, tile: item.tile ?? 'None', urlOf: (map) => api.mapUrl(ref, map) };
}

/** How often it is shown on each axis. */
export function repeatsOf(tile: string, repeat: boolean): { x: number; y: number } {
  return { x: repeat && tile.includes('X') ? 3 : 1, y: repeat && tile.includes('Y') ? 3 : 1 };
}
