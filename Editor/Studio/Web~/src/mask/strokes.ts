/** A stroke of the brush in the picture's own pixels. */
export interface Stroke {
  radius: number;
  erase: boolean;
  points: { x: number; y: number }[];
}

/** The strokes with another point, or a new stroke. Never changes what was given. */
export function extended(strokes: readonly Stroke[], point: { x: number; y: number }): Stroke[] {
  const last = strokes.at(-1);
  if (!last) return [];
  return [...strokes.slice(0, -1), { ...last, points: [...last.points, point] }];
}

/** Paints strokes, white on black: what is white is made anew. */
export function paint(context: CanvasRenderingContext2D, strokes: readonly Stroke[], base: CanvasImageSource | null): void {
  const { width, height } = context.canvas;
  context.globalCompositeOperation = 'source-over';
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  if (base) context.drawImage(base, 0, 0, width, height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) {
    const first = stroke.points[0];
    if (!first) continue;
    context.strokeStyle = context.fillStyle = stroke.erase ? '#000' : '#fff';
    context.lineWidth = 2 * stroke.radius;
    context.beginPath();
    if (stroke.points.length === 1) {
      context.arc(first.x, first.y, stroke.radius, 0, 2 * Math.PI);
      context.fill();
      continue;
    }
    context.moveTo(first.x, first.y);
    for (const point of stroke.points.slice(1)) context.lineTo(point.x, point.y);
    context.stroke();
  }
}
