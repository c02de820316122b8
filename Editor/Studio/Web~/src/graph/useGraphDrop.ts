import type { DragEvent } from 'react';
import { api } from '../api/client';
import { act, tell } from '../state/store';
import { addNode } from './document';
import { graphApi } from './graphApi';
import { edit, newGraph, present } from './graphStore';
import type { GraphDocument } from './types';

/** Opens a graph out of a file: its JSON, or a picture that one made; any other picture is put beside the graphs. */
export async function takeFile(file: File, at: { x: number; y: number }): Promise<void> {
  if (file.name.endsWith('.json')) {
    await newGraph(JSON.parse(await file.text()) as GraphDocument);
    return;
  }
  const picture = await api.addPicture(file, file.name);
  if (picture.graph) {
    await newGraph(picture.graph);
    tell(`${file.name} was made by a graph, which is open now.`);
    return;
  }
  const { file: name } = await graphApi.addPicture(file, file.name);
  edit((doc) => {
    const { doc: next, id } = addNode(doc, 'picture', at, { file: name });
    present([id]);
    return next;
  });
}

export function useGraphDrop() {
  return (event: DragEvent, at: { x: number; y: number }) => {
    event.preventDefault();
    const file = event.dataTransfer.files[0];
    if (file) void act(() => takeFile(file, at));
  };
}
