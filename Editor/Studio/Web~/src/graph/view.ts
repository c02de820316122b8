/** A rectangle; x and y are its upper left corner. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The smallest box around some; null for none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const [x, y] = [Math.min(...boxes.map((one) => one.x)), Math.min(...boxes.map((one) => one.y))];
  return { x, y, width: Math.max(...boxes.map((one) => one.x + one.width)) - x, height: Math.max(...boxes.map((one) => one.y + one.height)) - y };
}

/** The shortest way for a box to lie wholly within another; null where it is too large. */
export function shiftInto(box: Box, room: Box): { x: number; y: number } | null {
  if (box.width > room.width || box.height > room.height) return null;
  const along = (at: number, length: number, from: number, space: number) => (at < from ? from - at : at + length > from + space ? from + space - at - length : 0);
  return { x: along(box.x, box.width, room.x, room.width), y: along(box.y, box.height, room.y, room.height) };
}
